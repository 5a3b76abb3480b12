import type { Fact } from '../../../lambda/core/entries';
import type { Instant } from '../../../lambda/core/time';
import { isLate } from '../../../lambda/core/late';
import {
  at,
  change,
  deactivated,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  restoreStarted,
  stopRequested,
} from './chains';
import type { Written } from './chains';

const refused: Fact = { type: 'RestoreFailed', detail: { why: 'Throttling' } };
const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
const abandoned: Fact = { type: 'DeletionAbandoned', detail: { because: 'somebody switched it on' } };
const deleting: Written[] = [...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]];
const promised = inStage1.slice(0, -1);
const cutShort: Written[] = [...inLastOutage, [at(10), restoreStarted('everything is given back')], [at(10), refused]];

/** The first moment at which it is late, and the facts. */
type Row = [fact: string, late: Instant, facts: Written[]];

test.each<Row>([
  ['five minutes after its restoreBy', at(1, 0, 15), inStage1],
  ['five minutes after its restoreBy, however often IAM refused', at(1, 0, 15), [...inStage1, [at(1, 0, 10), refused]]],
  ['in the last outage, which may wait for the deletion, after the restoreBy of that', at(39, 0, 5), mayBeDeleted],
  ['five minutes after a stop', at(1, 0, 8), [...inStage1, [at(1, 0, 3), stopRequested]]],
  [
    'at its restoreBy still, where the stop came after that',
    at(1, 0, 15),
    [...inStage1, [at(1, 0, 14), stopRequested]],
  ],
  ['five minutes after everything was to be given back', at(10, 0, 5), cutShort],
  ['where nobody knows whether it is off, when the check-in has not dealt with it', at(1, 0, 16), promised],
  ['after the fence of a deletion that did not go through', at(32, 0, 20), deleting],
  ['five minutes after its deletion was abandoned', at(32, 0, 5), [...deleting, [at(32), abandoned]]],
  [
    'five minutes after it was first given back, where a late call switched it off again',
    at(1, 0, 7),
    [
      ...inStage1,
      [at(1, 0, 2), restoreStarted('the outage is over')],
      [at(1, 0, 2), keyRestored],
      [at(1, 0, 3), deactivated(1)],
    ],
  ],
])('a key that is off is late %s', (_, late, facts) => {
  const moment = new Date(Date.parse(late) - 1).toISOString();
  expect([isLate(given(...facts), moment), isLate(given(...facts), late)]).toEqual([false, true]);
});

test.each<[fact: string, facts: Written[]]>([
  ['was never off', inNotice],
  ['was given back', inSoak1],
  ['somebody else switched off', [...inStage1, [at(1, 0, 5), change(at(1, 0, 5), 'Inactive')]]],
  ['somebody else deleted', [...inStage1, [at(1, 0, 5), change(at(1, 0, 5), 'Deleted')]]],
  ['is not there', [...inStage1, [at(1, 0, 10), restoreStarted('the outage is over')], [at(1, 0, 10), absence]]],
  ['has no retirement any more', [...inStage1, [at(1, 0, 9), kept]]],
])('a key that %s is never late', (_, facts) => {
  expect(isLate(given(...facts), at(60))).toBe(false);
});
