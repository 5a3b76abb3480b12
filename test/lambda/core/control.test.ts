import { sealNext } from '../../../lambda/adapters/ledger/chain';
import { decideControl, dueOfRestoreAll, foldControl, goesOn, hoursFrozen } from '../../../lambda/core/control';
import type { ControlState } from '../../../lambda/core/control';
import type { Fact } from '../../../lambda/core/entries';
import type { Chain } from '../../../lambda/core/ports';
import type { Instant } from '../../../lambda/core/time';
import { at, stopRequested } from './chains';

type Happened = [minute: number, fact: Fact];

const frozen: Fact = { type: 'Frozen', detail: { reason: 'incident 42' } };
const thawed: Fact = { type: 'Thawed', detail: { reason: 'over' } };
const started: Fact = { type: 'RestoreAllStarted', detail: { reason: 'incident 42' } };
const finished = (...notBack: string[]): Fact => ({
  type: 'RestoreAllFinished',
  detail: { back: 3, notBack, left: [] },
});
const operatorsTold: Fact = { type: 'OperatorsTold', detail: { about: 'freeze', channel: 'C0FALLBACK', ts: '1.1' } };
const minute = (n: number): Instant => at(0, 0, n);

function chainOf(...happened: Happened[]): Chain {
  let chain: Chain = { keyId: 'CONTROL', entries: [] };
  for (const [n, fact] of happened) {
    const draft = { ...fact, at: minute(n), actor: 'operator kenji', retirementId: 'control', attempt: 'a-1' };
    chain = { ...chain, entries: [...chain.entries, sealNext(chain, draft)] };
  }
  return chain;
}

function after(...happened: Happened[]): ControlState {
  const state = foldControl(chainOf(...happened));
  if (!state.known) throw new Error(state.why);
  return state.value;
}

describe('where the whole stands', () => {
  test('a freeze is in force until the thaw, with who froze, when and why', () => {
    const inForce = { since: minute(1), by: 'operator kenji', reason: 'incident 42' };
    expect(after([1, frozen]).frozen).toEqual(inForce);
    expect(after([1, frozen], [2, started], [3, finished()]).frozen).toEqual(inForce);
    expect(after([1, frozen], [2, thawed])).toEqual({ frozen: false });
  });

  test('that the operators were told of a freeze is known until the thaw, and says nothing where there is none', () => {
    expect(after([1, frozen], [2, operatorsTold]).frozen).toMatchObject({ since: minute(1), toldAt: minute(2) });
    expect(after([1, frozen], [2, operatorsTold], [3, thawed], [4, frozen]).frozen).not.toHaveProperty('toldAt');
    expect(after([1, frozen], [2, thawed], [3, operatorsTold])).toEqual({ frozen: false });
  });

  test('a freeze counts its hours until the thaw', () => {
    expect(hoursFrozen(after([1, frozen]), minute(91))).toBe(1.5);
    expect(hoursFrozen(after([1, frozen], [2, thawed]), minute(91))).toBe(0);
  });

  test('the latest giving back of everything is the one that counts, and the first thaw after it', () => {
    const twice = after([1, frozen], [1, started], [20, finished('AKIA1')], [30, started]);
    expect(twice.restoreAll).toEqual({ startedAt: minute(30), by: 'operator kenji', reason: 'incident 42' });
    const thaws = after([1, frozen], [1, started], [20, finished()], [30, thawed], [40, frozen], [50, thawed]);
    expect(thaws.restoreAll).toMatchObject({ thawedAt: minute(30), finished: { at: minute(20), back: 3 } });
  });

  test('an end without a beginning says nothing', () => {
    expect(after([1, finished()])).toEqual({ frozen: false });
  });

  test('is unknown where a word is none of its own', () => {
    expect(foldControl(chainOf([1, frozen], [2, stopRequested]))).toEqual({
      known: false,
      why: 'entry 2 of CONTROL is StopRequested, which is not known there',
    });
  });
});

describe('what is asked of the whole', () => {
  const begun: Happened[] = [
    [1, frozen],
    [1, started],
  ];
  const nothing: Happened[] = [];
  test.each([
    ['a freeze', 'freeze', nothing, 'frozen', ['Frozen']],
    ['a second freeze', 'freeze', [[1, frozen]], 'frozen already', []],
    [
      'a freeze after a thaw',
      'freeze',
      [
        [1, frozen],
        [2, thawed],
      ],
      'frozen',
      ['Frozen'],
    ],
    ['a thaw', 'thaw', [[1, frozen]], 'thawed', ['Thawed']],
    ['a thaw where nothing is frozen', 'thaw', nothing, 'not frozen', []],
    ['a thaw while everything is being given back', 'thaw', begun, 'refused', []],
    ['a thaw once it was said what is back', 'thaw', [...begun, [20, finished('AKIA1')]], 'thawed', ['Thawed']],
    ['giving everything back', 'restore all', nothing, 'giving back', ['Frozen', 'RestoreAllStarted']],
    ['giving everything back in a freeze', 'restore all', [[1, frozen]], 'giving back', ['RestoreAllStarted']],
    ['giving everything back twice', 'restore all', begun, 'giving back already', []],
    ['again while some are not back', 'restore all', [...begun, [20, finished('AKIA1')]], 'giving back already', []],
    ['again once all were back', 'restore all', [...begun, [20, finished()]], 'giving back', ['RestoreAllStarted']],
    [
      'again after a thaw, though some are not back',
      'restore all',
      [...begun, [20, finished('AKIA1')], [21, thawed]],
      'giving back',
      ['Frozen', 'RestoreAllStarted'],
    ],
  ] as [string, 'freeze' | 'thaw' | 'restore all', Happened[], string, string[]][])(
    '%s',
    (_, ask, happened, answer, recorded) => {
      const decided = decideControl(after(...happened), { ask, reason: 'why' });
      expect(decided.answer).toBe(answer);
      expect(decided.record).toEqual(recorded.map((type) => ({ type, detail: { reason: 'why' } })));
    },
  );

  test('says who froze when and why, and when a thaw is possible', () => {
    const text = (ask: 'freeze' | 'thaw' | 'restore all') => decideControl(after(...begun), { ask, reason: 'x' }).text;
    expect(text('freeze')).toBe(`Frozen already, since ${minute(1)}, by operator kenji: incident 42.`);
    expect(text('thaw')).toContain(`soon after ${minute(16)}`);
    expect(text('restore all')).toContain('by operator kenji: incident 42. What is still off is tried again now.');
  });
});

describe('what a sweep of the watchdog sets going', () => {
  const begun = after([0, frozen], [0, started]);
  test.each([
    ['tries again what is still off', 1, 'live'],
    ['tries that until a sweep before the fence has passed', 9.49, 'live'],
    ['sets the final sweep going from then on', 9.5, 'final'],
    ['sets the final sweep going just before the fence has passed', 10, 'final'],
    ['lets the final sweep work', 15, undefined],
    ['lets it work', 20.49, undefined],
    ['sets it going again a whole sweep after the fence has passed', 20.5, 'final'],
    ['sets it going again where it has not come to an end', 21, 'final'],
  ] as const)('%s', (_, n, sweep) => {
    expect(dueOfRestoreAll(begun, minute(n))).toBe(sweep);
  });

  test('goes on while a key is not back, also after a thaw; and no longer', () => {
    const notBack = after([0, frozen], [0, started], [16, finished('AKIA1')], [17, thawed]);
    expect(dueOfRestoreAll(notBack, minute(60))).toBe('final');
    const back = after([0, frozen], [0, started], [16, finished('AKIA1')], [31, finished()]);
    expect(dueOfRestoreAll(back, minute(60))).toBeUndefined();
    expect(back.restoreAll && goesOn(back.restoreAll)).toBe(false);
    expect(dueOfRestoreAll({ frozen: false }, minute(60))).toBeUndefined();
  });
});
