import { at, inLastOutage, inSoak1, inStage1, stopRequested, told } from '../core/chains';
import type { Written } from '../core/chains';
import { input, overtaken, world } from '../world';

const dark = async (facts: Written[], now: string) => {
  const w = await world({ facts }).begun();
  w.time.at = now;
  return w;
};
const toldOff: Written[] = [...inStage1, [at(1, 0, 0, 2), told('outage 1')]];
const toldLast: Written[] = [...inLastOutage, [at(1, 0, 0, 2), told('outage 1')]];

test('while the outage lasts the key stays off, and what was seen is recorded', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  expect(await w.app['check-in'](input)).toEqual({ answer: 'listen', seconds: 360 });
  expect((await w.entries()).at(-1)).toMatchObject({ type: 'CheckedIn', detail: { stage: 1, status: 'Inactive' } });
  expect([w.invoked, w.iam.calls]).toEqual([[], []]);
});

test.each([
  ['is given back', toldOff, at(1, 0, 10), 'restore'],
  ['of the last stage goes on to the deletion', toldLast, at(32), 'delete'],
])('a key whose outage is over %s', async (_, facts, now, answer) => {
  const w = await dark(facts, now);
  expect(await w.app['check-in'](input)).toEqual({ answer, seconds: 1 });
  expect(w.iam.calls).toEqual([]);
});

test('a key that somebody re-activated is kept', async () => {
  const w = await dark(toldOff, at(1, 0, 6));
  w.iam.status = 'Active';
  expect(await w.app['check-in'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual(['CheckedIn', 'ScreamHeard']);
  expect((await w.retirement()).ending).toMatchObject({ why: 'scream', scream: { sign: 're-activated' } });
});

test('a key that reads Active seconds after it was switched off is a stale read, no scream', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  w.iam.status = 'Active';
  expect(await w.app['check-in'](input)).toMatchObject({ answer: 'listen' });
  expect(await w.news()).toEqual(['CheckedIn']);
});

test('a key that is gone is not waited for', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  w.iam.status = 'absent';
  expect(await w.app['check-in'](input)).toEqual({ answer: 'keep', seconds: 1 });
});

test('a key that cannot be read is recorded as unknown, and still given back in time', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  w.iam.down.add('status');
  expect(await w.app['check-in'](input)).toMatchObject({ answer: 'listen' });
  expect((await w.entries()).at(-1)).toMatchObject({ detail: { status: 'unknown' } });
  w.time.at = at(1, 0, 10);
  expect(await w.app['check-in'](input)).toMatchObject({ answer: 'restore' });
});

test('a stop ends the outage at the check-in', async () => {
  const w = await dark([...toldOff, [at(1, 0, 3), stopRequested]], at(1, 0, 4));
  expect(await w.app['check-in'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual([]);
});

test('a stop that comes while the key is looked at is not overlooked', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  const ledger = overtaken(w.ports.ledger, 'CheckedIn', () => w.wrote(stopRequested));
  expect(await w.withPorts({ ledger })['check-in'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual(['StopRequested']);
});

describe('the owner is told at the check-in', () => {
  test.each([
    ['that the key is off, where that could not be told before', inStage1, at(1, 0, 4)],
    ['on its first working day that the key is still off', toldLast, at(2)],
    ['each week that the key is still off', toldLast, at(8)],
    ['three days ahead that the key will be deleted', toldLast, at(29)],
  ])('%s', async (_, facts, now) => {
    const w = await dark(facts, now);
    await w.app['check-in'](input);
    expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
  });

  test('nothing where nothing is due', async () => {
    const w = await dark(toldLast, at(1, 23));
    await w.app['check-in'](input);
    expect(w.invoked).toEqual([]);
  });
});

test('the weekly look wakes up for the next reminder', async () => {
  const w = await dark(toldLast, at(8));
  expect(await w.app['check-in'](input)).toEqual({ answer: 'listen', seconds: 7 * 86_400 });
});

test('a key that is on again is not taken for dark', async () => {
  const w = await dark(inSoak1, at(1, 0, 10, 2));
  expect(await w.app['check-in'](input)).toEqual({ answer: 'restore', seconds: 1 });
  expect(await w.news()).toEqual([]);
});

test('another retirement’s check-in ends at once', async () => {
  const w = await dark(toldOff, at(1, 0, 4));
  expect(await w.app['check-in']({ ...input, retirementId: 'r-0' })).toEqual({ answer: 'ended', seconds: 1 });
  expect(await w.news()).toEqual([]);
});
