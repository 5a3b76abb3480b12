import { generatedDefinition } from './generated';
import type { State } from '../../../lib/asl';

/** Every state, those in the box included. */
const statesOf = (states: Record<string, State>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state],
    ...(state.Branches ?? []).flatMap(({ States }) => statesOf(States)),
  ]);
const all = statesOf(generatedDefinition.States);

/** Every value under a field that ends in `.$` or `Path`, or is a Variable. */
function pathsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && /(\.\$|Path|^Variable)$/.test(name) ? [inner] : pathsIn(inner),
  );
}

describe('our state machine stays off what the two interpreters see differently:', () => {
  test('payloads name nothing but what is always there', () => {
    const named = all.flatMap(([, { Parameters }]) => pathsIn(Parameters));
    expect([...new Set(named)].sort()).toEqual(['$$.Task.Token', '$.failure', '$.key', '$.retirementId']);
  });

  test('only what comes after a failure tells of one', () => {
    const told = all.filter(([, { Parameters }]) => pathsIn(Parameters).includes('$.failure')).map(([name]) => name);
    expect(told).toEqual(told.filter((name) => name.endsWith('after a failure') || name.endsWith('after the failure')));
  });

  test('each step gives the two that every step answers', () => {
    const selectors = all.flatMap(([, state]) => (state['ResultSelector'] ? [state['ResultSelector']] : []));
    for (const selector of selectors)
      expect(selector).toEqual({ 'answer.$': '$.Payload.answer', 'seconds.$': '$.Payload.seconds' });
  });

  test('each choice has a default, and is of a step’s answer', () => {
    for (const [, state] of all.filter(([, { Type }]) => Type === 'Choice')) {
      expect(state.Default).toBeDefined();
      expect([...new Set(pathsIn(state.Choices))]).toEqual(['$.step.answer']);
    }
  });

  test('its paths are names, and the one index of the box’s output', () => {
    expect(all.flatMap(([, state]) => pathsIn(state)).filter((path) => path.includes('['))).toEqual(['$[0]']);
  });

  test('no state makes a text of the data, and the box has one branch', () => {
    expect([...new Set(all.map(([, { Type }]) => Type))].sort()).toEqual([
      'Choice',
      'Fail',
      'Parallel',
      'Succeed',
      'Task',
      'Wait',
    ]);
    expect(all.flatMap(([, { Branches }]) => (Branches ? [Branches.length] : []))).toEqual([1]);
  });
});
