import { judge } from '../../../lambda/core/answers';
import type { Answer } from '../../../lambda/core/answers';
import type { Batch, Fact } from '../../../lambda/core/entries';
import { inEnglish } from '../../../lambda/core/notices/told';
import { at, enqueued, given, inLastOutage, inNotice, inSoak1, mayBeDeleted, oneStage, stopRequested } from './chains';
import type { Written } from './chains';

const lastUse = { at: at(0, 5), service: 's3', region: 'ap-northeast-1' };
const questioned: Fact = { type: 'UseQuestioned', detail: { lastUse, callers: 'unknown' } };
const asked: Written[] = [...inNotice, [at(1), questioned]];
const batch: Batch = { id: 'batch-1', canary: true, canaries: [] };
const released: Fact = { type: 'BatchReleased', detail: { batch: 'batch-1', because: 'known' } };
const canary: Written[] = [[at(0), { ...enqueued(), detail: { ...enqueued().detail, batch } } as Fact]];
const dismiss: Answer = { kind: 'dismiss', because: 'my own test', question: 1 };
const owner = { actor: 'slack:U1 maria.keller', channel: 'D1' };
const judged = (facts: Written[], answer: Answer, by: { actor: string; channel?: string } = owner, now = at(2)) =>
  judge(given(...facts), answer, { now, config: {}, ...by });

test('the owner says that a use does not count', () => {
  expect(judged(asked, dismiss)).toMatchObject({
    ok: true,
    fact: { type: 'UseDismissed', detail: { as: 'owner', lastUse, because: 'my own test' } },
  });
});

test('an operator at the door need not say which question', () => {
  const answer: Answer = { kind: 'dismiss', because: 'known' };
  expect(judged(asked, answer, { actor: 'operator arn:x/kenji' })).toMatchObject({
    fact: { detail: { as: 'operator' } },
  });
});

test('the owner says that the key may be deleted', () => {
  const ritual = { ...oneStage, approvals: { owner: true } };
  const facts: Written[] = [[at(0), enqueued({ ritual }), { actor: 'operator arn:x/kenji' }], ...inLastOutage.slice(1)];
  expect(judged(facts, { kind: 'approve' })).toMatchObject({
    ok: true,
    fact: { type: 'ApprovalGiven', detail: { by: owner.actor, as: 'owner' } },
  });
});

test('anybody says what needs a key that was kept, or is being given back', () => {
  const need: Answer = { kind: 'need', words: 'the release pipeline' };
  const anybody = { actor: 'slack:U7 x', channel: 'C9' };
  const fact = { type: 'NeedTold', detail: { words: 'the release pipeline' } };
  const stopped: Written[] = [...inNotice, [at(1), stopRequested]];
  const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
  expect(judged(stopped, need, anybody)).toMatchObject({ ok: true, fact });
  expect(judged([...stopped, [at(1), kept]], need, anybody)).toMatchObject({ ok: true, fact });
  expect(judged([...inNotice, [at(1), kept]], need, anybody)).toMatchObject({ ok: true, fact });
});

test('an operator lets a batch go on', () => {
  expect(judged(canary, { kind: 'release', because: 'known' })).toMatchObject({
    ok: true,
    fact: { type: 'BatchReleased', detail: { batch: 'batch-1', because: 'known' } },
  });
});

test.each<[string, () => ReturnType<typeof judge>, string]>([
  [
    'somebody else’s',
    () => judged(asked, dismiss, { actor: 'slack:U7 x', channel: 'D1' }),
    'Only the owner or an operator',
  ],
  ['about nothing', () => judged(inNotice, dismiss), 'Nothing is asked any more'],
  ['about an earlier question', () => judged([...asked], { ...dismiss, question: 2 }), 'Nothing is asked any more'],
  ['a week late', () => judged(asked, dismiss, owner, at(8)), 'Nothing is asked any more'],
  ['after a stop', () => judged([...asked, [at(1), stopRequested]], dismiss), 'too late for that'],
  [
    'in the deletion',
    () =>
      judged([...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]], {
        kind: 'approve',
      }),
    'too late for that',
  ],
  [
    'about what needs it, before it is kept',
    () => judged(inNotice, { kind: 'need', words: 'x' }),
    'Nothing is asked yet',
  ],
  ['that nobody asked for', () => judged(inSoak1, { kind: 'approve' }), 'asks for no approval'],
  ['about no canary', () => judged(inSoak1, { kind: 'release', because: 'x' }), 'is no canary'],
  [
    'about a batch that goes on already',
    () => judged([...canary, [at(1), released]], { kind: 'release', because: 'x' }),
    'released already',
  ],
])('an answer %s is refused', (_, answered, why) => {
  const verdict = answered();
  expect(verdict.ok).toBe(false);
  expect(inEnglish(verdict.said)).toContain(why);
});
