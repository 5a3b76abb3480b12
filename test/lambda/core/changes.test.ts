import { handsOff, takenOver } from '../../../lambda/core/standing';
import { after } from '../../../lambda/core/time';
import { at, change, confirmed, given, inNotice, inSoak1 } from './chains';

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
