import type { HandlerName } from '../lambda/app';
import type { Definition, State, StackFacts } from './asl';

/** What the steps answer, in turn; the last answer stands for all later ones. */
export type Answers = Partial<Record<HandlerName, readonly string[]>>;

/** The standard ritual when nobody needs the key: no reminder, no closed gate, the final notice during the last outage. */
export const undisturbed: Answers = {
  'open-gate': ['go'],
  'check-in': ['restore', 'restore', 'listen', 'delete'],
  'delete-key': ['deleted'],
};

/** The states that are entered, in order, when no hold is stopped. Each is a transition that AWS charges. */
export function statesEntered({ definition, functions }: StackFacts, answers: Answers): string[] {
  const asked: Partial<Record<HandlerName, number>> = {};
  let answer: string | undefined;
  const ask = (name: HandlerName | undefined): void => {
    const given = name && answers[name];
    if (!given) return;
    const turn = asked[name] ?? 0;
    asked[name] = turn + 1;
    answer = given[Math.min(turn, given.length - 1)];
  };
  const walk = ({ StartAt, States }: Definition): string[] => {
    const entered: string[] = [];
    for (let name: string | undefined = StartAt; name;) {
      if (entered.length > 1000) throw new Error('The walk does not come to an end.');
      const state: State | undefined = States[name];
      if (!state) throw new Error(`There is no state "${name}".`);
      entered.push(name, ...(state.Branches ?? []).flatMap(walk));
      ask(functions[state.Parameters?.FunctionName ?? '']);
      name = next(state, answer);
    }
    return entered;
  };
  return walk(definition);
}

/** A hold runs out its time; a choice goes by the answer; all else goes its one way. */
function next(state: State, answer: string | undefined): string | undefined {
  const timeIsUp = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
  const chosen = state.Choices?.find(({ StringEquals }) => StringEquals === answer);
  return timeIsUp?.Next ?? chosen?.Next ?? state.Default ?? state.Next;
}
