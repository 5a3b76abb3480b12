import { after, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { VirtualClock } from '../clock';
import { StateError } from './errors';
import type { Execution, ExecutionStatus, Line } from './execution';
import type { Details } from './history';
import { walk } from './walk';

/** An execution began or ended. */
export interface StatusChange {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startDate: Instant;
  stopDate?: Instant | undefined;
  input: string;
  output?: string | undefined;
  error?: string | undefined;
  cause?: string | undefined;
}

/** An execution ends after a year, as TIMED_OUT, and no Catch runs. */
const LONGEST = 365 * seconds.day;

type Ended = Exclude<ExecutionStatus, 'RUNNING'>;

/** How executions begin and end, and who is told. */
export function lifecycle(clock: VirtualClock, onStatus?: (change: StatusChange) => unknown) {
  const tell = ({ machine, startedAt, stoppedAt, ...rest }: Execution): void => {
    const { executionArn, name, status, input, output, error, cause } = rest;
    const { stateMachineArn } = machine;
    const dates = { startDate: startedAt, stopDate: stoppedAt };
    const change = { executionArn, stateMachineArn, name, status, ...dates, input, output, error, cause };
    if (onStatus) clock.at(clock.now(), `${name} is ${status}`, () => onStatus(change));
  };

  const end = (line: Line, status: Ended, details: Details): void => {
    const { execution } = line;
    if (execution.status !== 'RUNNING') return;
    const { output, error, cause } = details;
    execution.scope.end();
    execution.status = status;
    execution.stoppedAt = clock.now();
    if (output !== undefined) execution.output = JSON.stringify(output);
    if (typeof error === 'string') execution.error = error;
    if (typeof cause === 'string') execution.cause = cause;
    execution.history.close(closing[status], line.lastEvent, details);
    tell(execution);
  };

  const run = async (line: Line): Promise<void> => {
    try {
      const output = await walk(line, line.execution.data);
      end(line, 'SUCCEEDED', { output });
    } catch (error) {
      if (error instanceof StateError) return end(line, 'FAILED', { error: error.error, cause: error.why });
      clock.at(clock.now(), `${line.execution.name} broke`, () => {
        throw error;
      });
    }
  };

  const begin = (line: Line): void => {
    const { execution, block } = line;
    tell(execution);
    const { timeoutSeconds = LONGEST } = execution.machine.definition;
    const limit = after(clock.now(), Math.min(timeoutSeconds, LONGEST));
    const tooLong = () => end(line, 'TIMED_OUT', { error: 'States.Timeout' });
    void execution.scope.wait(() => clock.at(limit, `${execution.name}: too long`, tooLong));
    clock.at(clock.now(), `${execution.name}: ${block.startAt}`, () => void run(line));
  };

  return { begin, end };
}

const closing: Record<Ended, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};
