import { reactivated } from '../../../../lambda/core/decide/screams';
import { at, change, given, inStage1 } from '../chains';

test('a key found on is told with whoever switched it on last, where CloudTrail told it', () => {
  const r = given(
    ...inStage1,
    [at(1, 0, 3), change(at(1, 0, 2), 'Active', 'e-1')],
    [at(1, 0, 5), change(at(1, 0, 4), 'Active', 'e-2')],
    [at(1, 0, 7), change(at(1, 0, 6), 'Deleted', 'e-3')],
  );
  expect(reactivated(r).detail).toMatchObject({ sign: 're-activated', change: { to: 'Active', eventId: 'e-2' } });
  expect(reactivated(given(...inStage1)).detail).toEqual({ sign: 're-activated' });
});
