import { countsSince, untoldFreeze, whyFreeze } from '../../../lambda/core/breaker';
import type { Fact } from '../../../lambda/core/entries';
import { at, given, inNotice, inSoak1, inStage1, outageStarted, stopRequested } from './chains';
import type { Written } from './chains';

const breaker = { screams: 2, within: 'PT24H' };
const seen = (now: string, thawedAt?: string) => ({ now, breaker, thawedAt });
const used: Fact = {
  type: 'ScreamHeard',
  detail: { sign: 'use', lastUse: { at: at(2), service: 's3', region: 'r' }, callers: 'unknown' },
};
const reactivated: Fact = { type: 'ScreamHeard', detail: { sign: 're-activated' } };
const soaking = (when: string, fact: Fact) => given(...inSoak1, [when, fact]);

test('so many screams within the time freeze, and the keys are named', () => {
  const all = [soaking(at(2), stopRequested), soaking(at(2, 23), used), given(...inStage1, [at(2), reactivated])];
  expect(whyFreeze(all, seen(at(2, 23, 30)))).toBe(
    '3 screams within 24 hours: AKIAV6CIQHZTHY4JYCFU (deploy-mobile-release in prod-apps: stopped), ' +
      'AKIAV6CIQHZTHY4JYCFU (deploy-mobile-release in prod-apps: used), ' +
      'AKIAV6CIQHZTHY4JYCFU (deploy-mobile-release in prod-apps: re-activated)',
  );
});

test.each<[string, Written[]]>([
  ['what is quiet', inSoak1],
  ['what was heard at the very moment from which on screams count', [...inSoak1, [at(1, 3), stopRequested]]],
  ['a stop before the first outage: the owner only answers', [...inNotice, [at(2), stopRequested]]],
  ['protection: nothing hurt', [...inSoak1, [at(2), { type: 'StopRequested', detail: { how: 'protected' } }]]],
  [
    'a deletion that was held up',
    [...inSoak1, [at(2), { type: 'DeletionAbandoned', detail: { because: 'there is a freeze' } }]],
  ],
  ['what was heard longer ago', [...inSoak1, [at(1, 2), stopRequested]]],
  [
    'a stop in the notice, though an outage began after it',
    [...inNotice, [at(2), stopRequested], [at(2, 1), outageStarted(1, at(2, 1), at(2, 2))]],
  ],
])('not counted is %s', (_, facts) => {
  expect(whyFreeze([soaking(at(2), used), given(...facts)], seen(at(2, 3)))).toBeUndefined();
});

test('a stop at the very moment at which the first outage began counts', () => {
  const hurt = given(...inStage1, [at(1), stopRequested]);
  expect(whyFreeze([soaking(at(1, 2), used), hurt], seen(at(1, 3)))).toContain('2 screams within 24 hours');
});

test('operators have to hear of a freeze that none of them asked for, once', () => {
  const frozen = { since: at(2), by: 'keysunset watchdog', reason: '3 screams within 24 hours: AKIA1' };
  expect(untoldFreeze({ frozen })).toBe(frozen);
  expect(untoldFreeze({ frozen: { ...frozen, toldAt: at(2, 1) } })).toBeUndefined();
  expect(untoldFreeze({ frozen: { ...frozen, by: 'operator kenji' } })).toBeUndefined();
  expect(untoldFreeze({ frozen: false })).toBeUndefined();
});

test('what was heard before the thaw was looked at', () => {
  const all = [soaking(at(2), stopRequested), soaking(at(2, 2), used)];
  expect(whyFreeze(all, seen(at(2, 3)))).toBeDefined();
  expect(whyFreeze(all, seen(at(2, 3), at(2, 1)))).toBeUndefined();
  expect(countsSince(seen(at(2, 3), at(0)))).toBe(at(1, 3));
});

test('a day of the breaker is a day, however it is written', () => {
  expect(countsSince({ ...seen(at(2, 3)), breaker: { ...breaker, within: 'P1D' } })).toBe(at(1, 3));
});
