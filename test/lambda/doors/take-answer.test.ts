import { fold } from '../../../lambda/core/evolve';
import { takeAnswer } from '../../../lambda/doors/take-answer';
import type { AnswerRequest } from '../../../lambda/doors/take-answer';
import {
  asksAboutUse,
  at,
  enqueued,
  inNotice,
  inStage1,
  retirementId,
  stopRequested,
  subject,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { input, overtaken, world } from '../world';
import type { World } from '../world';

const { keyId } = subject;
const asked: Written[] = [...asksAboutUse, [at(1), useQuestioned]];
const dismissed: AnswerRequest = {
  ...{ keyId, retirementId, actor: 'slack:U1 maria', channel: 'D1' },
  answer: { kind: 'dismiss', because: 'said in Slack', question: 1 },
};
const begun = (...facts: Written[]) => world({ facts }).begun();
const take = (w: World, request: AnswerRequest, ledger = w.ports.ledger) => takeAnswer({ ...w.ports, ledger })(request);
const waits = (w: World, of = retirementId) => w.ports.holds.put({ token: 't-1', keyId, retirementId: of, at: at(1) });

test('an answer is in the chain, its gate looks again, and the card is renewed', async () => {
  const w = await begun(...asked);
  await waits(w);
  expect(await take(w, dismissed)).toMatchObject({
    answer: 'recorded',
    said: { is: 'use dismissed', keyId },
  });
  expect((await w.entries()).at(-1)).toMatchObject({ type: 'UseDismissed', actor: 'slack:U1 maria' });
  expect(w.woken).toEqual([{ token: 't-1', how: 'reconsider' }]);
  expect(w.invoked).toMatchObject([{ step: 'give-notice', input: { ...input } }]);
});

test('another retirement’s wait is left alone', async () => {
  const w = await begun(...asked);
  await waits(w, 'r-0');
  await take(w, dismissed);
  expect(w.woken).toEqual([]);
});

test('an answer that loses a race is judged anew', async () => {
  const w = await begun(...asked);
  const ledger = overtaken(w.ports.ledger, 'UseDismissed', () => w.wrote(stopRequested));
  expect(await take(w, dismissed, ledger)).toMatchObject({ answer: 'refused' });
  expect(await w.news()).toEqual(['StopRequested']);
});

test.each<[string, Written[], Partial<AnswerRequest>, string]>([
  ['of somebody else', asked, { actor: 'slack:U7 x' }, 'refused'],
  ['to an earlier retirement’s question', [...inNotice, [at(1), enqueued(), { retirementId: 'r-2' }]], {}, 'refused'],
  ['about a key that was never enqueued', [], {}, 'not found'],
])('an answer %s changes nothing', async (_, facts, change, word) => {
  const w = await begun(...facts);
  expect(await take(w, { ...dismissed, ...change })).toMatchObject({ answer: word });
  expect([await w.news(), w.invoked]).toEqual([[], []]);
});

test('a canary that has ended can let the others go, and nobody is woken', async () => {
  const batch = { id: 'batch-1', canary: true, canaries: [] };
  const enqueuedIn = { ...enqueued(), detail: { ...enqueued().detail, batch } } as Written[1];
  const w = await begun([at(0), enqueuedIn], [at(1), { type: 'RetirementKept', detail: { because: 'stop: button' } }]);
  const request: AnswerRequest = {
    keyId,
    actor: 'operator arn:x/kenji',
    answer: { kind: 'release', because: 'known' },
  };
  expect(await take(w, request)).toMatchObject({ answer: 'recorded' });
  expect(fold(await w.ports.ledger.read(keyId))?.released).toMatchObject({ by: 'operator arn:x/kenji' });
  expect(w.invoked).toEqual([]);
});

test('a canary that dispatch has not started is told nothing: that would begin its notice', async () => {
  const batch = { id: 'batch-1', canary: true, canaries: [] };
  const w = await begun([at(0), { ...enqueued(), detail: { ...enqueued().detail, batch } } as Written[1]]);
  const answer = { kind: 'release', because: 'known' } as const;
  expect(await take(w, { keyId, actor: 'operator arn:x/kenji', answer })).toMatchObject({ answer: 'recorded' });
  expect([w.invoked, w.woken]).toEqual([[], []]);
});

describe('“not now” in an outage', () => {
  const notNow: AnswerRequest = {
    ...{ keyId, retirementId, actor: 'slack:U1 maria', channel: 'D1' },
    answer: { kind: 'snooze', until: '2026-03-16', because: 'a release this week' },
  };
  const off = async () => {
    const w = await begun(...inStage1);
    w.time.at = at(1, 0, 5);
    return w;
  };
  const steps = (w: World) => w.invoked.map(({ step }) => step);

  test('wakes the execution, which gives the key back', async () => {
    const w = await off();
    await waits(w);
    expect(await take(w, notNow)).toMatchObject({ answer: 'recorded' });
    expect(w.woken).toEqual([{ token: 't-1', how: 'reconsider' }]);
    expect(steps(w)).toEqual(['give-notice']);
  });

  test('gives the key back directly where nobody waits', async () => {
    const w = await off();
    await take(w, notNow);
    expect(steps(w)).toEqual(['give-notice', 'restore']);
    await w.settled();
    expect(w.iam.status).toBe('Active');
  });

  test('is in the chain whatever fails after it, and the key is given back directly', async () => {
    const w = await off();
    const holds = { newest: () => Promise.reject(new Error('DynamoDB is away')) };
    expect(await takeAnswer({ ...w.ports, holds })(notNow)).toMatchObject({ answer: 'recorded' });
    expect(steps(w)).toContain('restore');
  });

  test('during the notice has nothing to give back', async () => {
    const w = await begun(...inNotice);
    await take(w, notNow);
    expect(steps(w)).toEqual(['give-notice']);
  });
});
