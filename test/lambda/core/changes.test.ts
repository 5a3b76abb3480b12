import { handsOff, takenOver } from '../../../lambda/core/standing';
import { after } from '../../../lambda/core/time';
import type { Fact } from '../../../lambda/core/entries';
import { at, change, confirmed, given, inNotice, inSoak1, inStage1, stopRequested } from './chains';
import type { Written } from './chains';

/** CloudTrail tells whole seconds: what it dates to a second may have been at the end of it. */
const confirmedAt = after(at(1, 0, 25, 3), 0.3);
const thatSecond = at(1, 0, 25, 3);
const watched = [...inSoak1, [confirmedAt, confirmed]] satisfies Parameters<typeof given>;

test('a deactivation by somebody else in the very second of a confirmation wins', () => {
  expect(handsOff(given(...watched, [at(1, 1), change(thatSecond, 'Inactive')]))).toBe(true);
});

test('a deactivation in the very second in which the key was enqueued wins', () => {
  expect(handsOff(given(...inNotice, [at(0, 1), change(at(0), 'Inactive')]))).toBe(true);
});

test('what was a second before the confirmation is settled', () => {
  const settled = given(...watched, [at(1, 1), change(after(thatSecond, -1), 'Inactive')]);
  expect(settled.changes).toEqual([]);
});

test('a key found on, by nobody knew whom, is explained by a change that CloudTrail tells later', () => {
  const foundOn: Written = [at(1, 0, 6), { type: 'ScreamHeard', detail: { sign: 're-activated' } }];
  const explained = (...facts: Written[]) => given(...inStage1, foundOn, ...facts).ending;
  const [before, after] = [change(at(1, 0, 5), 'Active'), change(at(1, 0, 7), 'Active')];
  expect(explained([at(1, 0, 8), before])).toMatchObject({
    why: 'scream',
    at: at(1, 0, 6),
    scream: { sign: 're-activated', change: { at: at(1, 0, 5), sourceIp: '10.8.0.12' } },
  });
  // Of the very moment in which it was found on, too.
  expect(explained([at(1, 0, 8), change(at(1, 0, 6), 'Active')])).toMatchObject({
    scream: { change: { at: at(1, 0, 6) } },
  });
  // The first to do it is who did it.
  expect(explained([at(1, 0, 8), before], [at(1, 0, 9), change(at(1, 0, 6), 'Active')])).toMatchObject({
    scream: { change: { at: at(1, 0, 5) } },
  });
  for (const other of [after, change(at(1, 0, 5), 'Inactive')]) {
    expect(explained([at(1, 0, 8), other])).toEqual({
      why: 'scream',
      at: at(1, 0, 6),
      scream: { sign: 're-activated' },
    });
  }
});

test('a change explains no other reason to end', () => {
  const stopped = given(...inStage1, [at(1, 0, 6), stopRequested], [at(1, 0, 8), change(at(1, 0, 5), 'Active')]);
  expect(stopped.ending).toMatchObject({ why: 'stop', how: 'button' });
  const used: Fact = {
    type: 'ScreamHeard',
    detail: { sign: 'use', lastUse: { at: at(1, 0, 4), service: 's3', region: 'us-east-1' }, callers: [] },
  };
  const screamed = given(...inStage1, [at(1, 0, 6), used], [at(1, 0, 8), change(at(1, 0, 5), 'Active')]);
  expect(screamed.ending).toMatchObject({ scream: used.detail });
  expect(screamed.ending).not.toHaveProperty('scream.change');
});

test('the same event told twice counts once', () => {
  const heard = change(thatSecond, 'Inactive');
  expect(given(...watched, [at(1, 1), heard], [at(1, 2), heard]).changes).toHaveLength(1);
});

test.each([
  [['Active', 'Inactive'], 'Inactive'],
  [['Inactive', 'Active'], 'Inactive'],
  [['Deleted', 'Inactive', 'Active'], 'Deleted'],
] as const)('of changes in one second, told as %j, %s counts as the last', (told, last) => {
  const r = given(
    ...watched,
    ...told.map((to) => [at(1, 2), change(at(1, 1), to, to)] as [string, ReturnType<typeof change>]),
  );
  expect(takenOver(r)?.to).toBe(last);
});

test('a later re-activation counts as later than a deactivation told after it', () => {
  const r = given(...watched, [at(1, 3), change(at(1, 2), 'Active')], [at(1, 3), change(at(1, 1), 'Inactive')]);
  expect(takenOver(r)).toBeUndefined();
});
