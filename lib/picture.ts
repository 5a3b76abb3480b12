import type { Definition, State } from './asl';

/** The definition as a Mermaid flowchart. It orders the states itself, so it changes only when the machine does. */
export function mermaid(definition: Definition): string {
  const ids = new Map(everyState(definition).map(([name], i) => [name, `s${i + 1}`]));
  const id = (name: string): string => {
    const known = ids.get(name);
    if (!known) throw new Error(`An arrow leads to "${name}", which is no state that can be reached.`);
    return known;
  };
  const nodes = (block: Definition, indent: string): string[] =>
    inOrder(block).flatMap(([name, state]) => {
      const [branch] = state.Branches ?? [];
      if (!branch) return [`${indent}${id(name)}${shape(name, state)}`];
      return [`${indent}subgraph ${id(name)} ["${name}"]`, ...nodes(branch, `${indent}  `), `${indent}end`];
    });
  const arrows = everyState(definition).flatMap(([name, state]) =>
    arrowsOf(state).map(({ to, when }) => `  ${id(name)} -->${when ? `|${when}|` : ''} ${id(to)}`),
  );
  return ['flowchart TD', ...nodes(definition, '  '), ...arrows].join('\n');
}

/** Every state with those inside of boxes, each box before its states. */
export const everyState = (block: Definition): [string, State][] =>
  inOrder(block).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.Branches ?? []).flatMap((branch) => everyState(branch)),
  ]);

/** The states of a block as a reader follows it: down the normal way first. */
function inOrder({ StartAt, States }: Definition): [string, State][] {
  const seen = new Map<string, State>();
  const follow = (name: string): void => {
    const state = States[name];
    if (!state) throw new Error(`An arrow leads to "${name}", which is not there.`);
    if (seen.has(name)) return;
    seen.set(name, state);
    for (const { to } of arrowsOf(state)) follow(to);
  };
  follow(StartAt);
  return [...seen];
}

const isHold = ({ Resource }: State): boolean => Resource?.endsWith('.waitForTaskToken') ?? false;

function arrowsOf(state: State): { to: string; when?: string }[] {
  const caught = (state.Catch ?? []).map(({ Next, ErrorEquals }) => ({
    to: Next,
    when: ErrorEquals.includes('States.Timeout') ? 'time is up' : 'an error',
  }));
  const chosen = (state.Choices ?? []).map(({ Next, StringEquals }) => ({
    to: Next,
    ...(StringEquals && { when: StringEquals }),
  }));
  return [
    ...(isHold(state) ? caught : []),
    ...chosen,
    ...(state.Next ? [{ to: state.Next, ...(isHold(state) && { when: 'stop' }) }] : []),
    ...(state.Default ? [{ to: state.Default, when: 'otherwise' }] : []),
    ...(isHold(state) ? [] : caught),
  ];
}

function shape(name: string, state: State): string {
  if (isHold(state) || state.Type === 'Wait') return `(["${name}"])`;
  if (state.Type === 'Choice') return `{"${name}"}`;
  return state.Type === 'Task' ? `["${name}"]` : `{{"${name}"}}`;
}
