import {
  asksAboutUse,
  at,
  enqueued,
  inNotice,
  inSoak1,
  inStage1,
  retirementId,
  stopRequested,
  subject,
  useDismissed,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { input, world } from '../world';

const hold = (kind: string) => ({ ...input, token: 't-1', hold: kind });

test('a wait stores its token, where the door finds it', async () => {
  const w = await world({ facts: inNotice }).begun();
  expect(await w.app.hold(hold('notice'))).toMatchObject({ answer: 'hold' });
  expect(await w.ports.holds.newest(subject.keyId)).toMatchObject({ token: 't-1', retirementId });
  expect(w.woken).toEqual([]);
});

test('a wait that begins after a stop ends itself', async () => {
  const w = await world({ facts: [...inStage1, [at(1, 0, 1), stopRequested]] }).begun();
  await w.app.hold(hold('outage'));
  expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
});

test('a stop that comes while the token is stored ends the wait', async () => {
  const w = await world({ facts: inStage1 }).begun();
  const { holds } = w.ports;
  const app = w.withPorts({
    holds: {
      ...holds,
      async put(row) {
        await w.wrote(stopRequested);
        await holds.put(row);
      },
    },
  });
  await app.hold(hold('outage'));
  expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
});

test.each([
  ['a notice', 'notice', inNotice, at(1)],
  ['an outage', 'outage', inStage1, at(1, 0, 10)],
  ['a soak', 'soak', inSoak1, at(4, 0, 10, 1)],
])('a redriven execution does not begin %s anew whose time is over', async (_, kind, facts, now) => {
  const w = await world({ facts }).begun();
  w.time.at = now;
  await w.app.hold(hold(kind));
  expect(w.woken).toEqual([{ token: 't-1', how: 'reconsider' }]);
});

test('an answer that comes before the token could be found ends the wait of its gate', async () => {
  const held = { before: 'outage', because: 'it was used', until: at(8), keeps: false } as const;
  const facts: Written[] = [...asksAboutUse, [at(1), useQuestioned], [at(1), { type: 'GateHeld', detail: held }]];
  const waiting = await world({ facts }).begun();
  expect(await waiting.app.hold(hold('gate'))).toMatchObject({ answer: 'hold' });
  const w = await world({ facts: [...facts, [at(1), useDismissed]] }).begun();
  await w.app.hold(hold('gate'));
  expect(w.woken).toEqual([{ token: 't-1', how: 'reconsider' }]);
});

test('a wait of an earlier retirement ends itself', async () => {
  const w = await world({ facts: [...inNotice, [at(1), enqueued(), { retirementId: 'r-2' }]] }).begun();
  expect(await w.app.hold(hold('notice'))).toMatchObject({ answer: 'ended' });
  expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
});

test('a wait that is over before it could be ended is no error', async () => {
  const w = await world({ facts: [...inStage1, [at(1, 0, 1), stopRequested]] }).begun();
  w.over.add('t-1');
  expect(await w.app.hold(hold('outage'))).toMatchObject({ answer: 'stop' });
});
