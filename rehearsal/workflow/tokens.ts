import type { Instant } from '../../lambda/core/time';
import { WorkflowRefused } from './errors';
import type { StateError } from './errors';
import type { Json } from './json';

/** How a task with a token ends. */
export type Answer = { output: Json } | { error: StateError };

interface Open {
  deadline: Instant | undefined;
  answer: (answer: Answer) => void;
}

/** The tokens of tasks that wait for somebody. */
export interface Tokens {
  issue(executionName: string): string;
  /** From now on the token can be answered, once. Answers how to close it. */
  open(token: string, task: Open): () => void;
  /** Refused where the task is over, never was, or the token is none. */
  answer(token: string, now: Instant, answer: Answer): void;
}

export function tokens(): Tokens {
  const open = new Map<string, Open>();
  let issued = 0;

  return {
    issue: (executionName) => `AQB8.${++issued}.${executionName}`,

    open(token, task) {
      open.set(token, task);
      return () => open.delete(token);
    },

    answer(token, now, answer) {
      const [, number] = /^AQB8\.(\d+)\../.exec(token) ?? [];
      if (!number) throw new WorkflowRefused('InvalidToken', `Invalid Token: '${token}'`);
      if (Number(number) > issued) throw new WorkflowRefused('TaskDoesNotExist', `Task does not exist: '${token}'`);
      const task = open.get(token);
      if (!task || (task.deadline !== undefined && now >= task.deadline)) {
        throw new WorkflowRefused('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
      }
      open.delete(token);
      task.answer(answer);
    },
  };
}
