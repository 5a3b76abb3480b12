import { mayApprove } from './approvals';
import type { Config } from './config';
import { answerableUntil } from './decide/screams';
import type { As, Fact } from './entries';
import { capacitiesOf } from './operators';
import type { Retirement } from './retirement';
import { LONGEST_SNOOZE, snoozeDays } from './snooze';
import { deletionPending, hasPassed, mustEnd } from './standing';
import { startOf } from './time';
import type { Instant } from './time';

/** What people answer where Keysunset asks, other than a stop. */
export type Answer =
  /** `question`: which one, where the answer is a button of its message. */
  | { kind: 'dismiss'; because: string; question?: number }
  | { kind: 'approve' }
  | { kind: 'release'; because: string }
  /** Not before this day, `2026-03-16`. */
  | { kind: 'snooze'; until: string; because: string }
  /** Whose it is; nobody's where nobody is named. */
  | { kind: 'not mine'; slackUserId?: string; note?: string }
  /** What needs it; anybody's, after the key was kept. */
  | { kind: 'need'; words: string };

export interface Answering {
  now: Instant;
  actor: string;
  /** Where in Slack they spoke. */
  channel?: string;
  config: Pick<Config, 'operators'>;
}

/** What an answer comes to: the fact to record, or why it does not count; and what the person is told. */
export type Verdict = { ok: true; fact: Fact; text: string } | NotTaken;

/** `reason`: one of those that a form has words for, in the language of whoever fills it in. */
export interface NotTaken {
  ok: false;
  why: string;
  reason?: NotTakenReason;
}

export type NotTakenReason = 'it ends' | 'has not begun' | 'not theirs' | 'another day' | 'theirs already';

/** Judges an answer. A stop is anybody's; these are the owner's and the operators'. */
export function judge(r: Retirement, answer: Answer, answering: Answering): Verdict {
  if (answer.kind === 'release') return release(r, answer.because);
  if (answer.kind === 'need') return need(r, answer.words);
  if (answer.kind === 'snooze') return snooze(r, answer, answering);
  if (answer.kind === 'not mine') return notMine(r, answer, answering);
  if (isEnding(r)) return tooLate(r);
  return answer.kind === 'dismiss' ? dismiss(r, answer, answering) : approve(r, answering);
}

function snooze(
  r: Retirement,
  { until: day, because }: Extract<Answer, { kind: 'snooze' }>,
  answering: Answering,
): Verdict {
  const { keyId } = r.subject;
  const { now } = answering;
  const may = mayPutOff(r, answering);
  if (!may.ok) return may;
  const { as } = may;
  const { first, last } = snoozeDays(now, r.timeZone);
  const until = startOf(r.timeZone, day);
  if (!until || day < first || day > last) {
    const why =
      `${day} was given. Wanted: a day from ${first} to ${last}, ${LONGEST_SNOOZE} days ahead at most. ` +
      'Who needs the key for longer presses Stop.';
    return { ...refused(why), reason: 'another day' };
  }
  return {
    ok: true,
    fact: { type: 'Snoozed', detail: { as, until, because } },
    text: `Noted: ${keyId} is not switched off before ${day}, and you are told the day before.${backFirst(r)}`,
  };
}

function notMine(
  r: Retirement,
  { slackUserId, note }: Extract<Answer, { kind: 'not mine' }>,
  answering: Answering,
): Verdict {
  const { keyId } = r.subject;
  const may = mayPutOff(r, answering);
  if (!may.ok) return may;
  if (slackUserId && r.owner?.kind === 'person' && r.owner.slackUserId === slackUserId) {
    return { ...refused(`${keyId} is theirs already. Wanted: somebody else, or nobody.`), reason: 'theirs already' };
  }
  const { as } = may;
  const whose = slackUserId ? `${slackUserId} is asked about ${keyId}` : `the operators are asked about ${keyId}`;
  return {
    ok: true,
    fact: { type: 'OwnerChanged', detail: { as, ...(slackUserId && { slackUserId }), ...(note && { note }) } },
    text: `Noted: ${whose}, with a whole notice period before anything happens.${backFirst(r)}`,
  };
}

const backFirst = ({ claim }: Retirement): string =>
  claim && !claim.restoredAt ? ' It is switched back on first.' : '';

/** As what somebody may put off what comes, or why they may not: asked before a form is opened, and when it is sent. */
export function mayPutOff(
  r: Retirement,
  { actor, channel, config }: Omit<Answering, 'now'>,
): { ok: true; as: As } | (NotTaken & { reason: Exclude<NotTakenReason, 'another day' | 'theirs already'> }) {
  const { keyId } = r.subject;
  if (isEnding(r)) return tooLate(r);
  if (r.phase.name === 'enqueued') {
    const why = `${keyId} has not begun: nobody was told yet. Stop it, and enqueue it again when it may.`;
    return { ...refused(why), reason: 'has not begun' };
  }
  const [as] = capacitiesOf(actor, r, config, channel);
  if (as) return { ok: true, as };
  const why = `Only the owner or an operator can put off what comes for ${keyId}. Anybody may press Stop.`;
  return { ...refused(why), reason: 'not theirs' };
}

function dismiss(
  r: Retirement,
  { because, question: number }: Extract<Answer, { kind: 'dismiss' }>,
  { now, actor, channel, config }: Answering,
): Verdict {
  const { question, questions, subject } = r;
  if (!question || (number ?? questions) !== questions || hasPassed(now, answerableUntil(question))) {
    return refused(`Nothing is asked any more about that use of ${subject.keyId}.`);
  }
  const [as] = capacitiesOf(actor, r, config, channel);
  if (!as) {
    return refused(
      `Only the owner or an operator can say that a use of ${subject.keyId} does not count. Anybody may press Stop.`,
    );
  }
  return {
    ok: true,
    fact: { type: 'UseDismissed', detail: { as, lastUse: question.lastUse, because } },
    text: `Use of ${subject.keyId} until now does not count. It goes on; later use is asked about again.`,
  };
}

function approve(r: Retirement, { actor, channel, config }: Answering): Verdict {
  const may = mayApprove(r, actor, capacitiesOf(actor, r, config, channel), config);
  return may.ok
    ? {
        ok: true,
        fact: { type: 'ApprovalGiven', detail: { by: actor, as: may.as } },
        text: `Noted: ${r.subject.keyId} may be deleted, says the ${may.as}. Stop still works until the deletion begins.`,
      }
    : may;
}

/** Whoever looks at the key next reads it. */
function need(r: Retirement, words: string): Verdict {
  const { keyId } = r.subject;
  if (!r.ending && r.phase.name !== 'ended') {
    return refused(`Nothing is asked yet about what needs ${keyId}. Who needs it presses Stop.`);
  }
  return {
    ok: true,
    fact: { type: 'NeedTold', detail: { words } },
    text: `Noted: what needs ${keyId}. Whoever looks at it next reads it.`,
  };
}

function release({ batch, released, subject }: Retirement, because: string): Verdict {
  if (!batch?.canary) return refused(`${subject.keyId} is no canary: no other key waits for it.`);
  if (released) return refused(`The batch of ${subject.keyId} was released already, at ${released.at}.`);
  return {
    ok: true,
    fact: { type: 'BatchReleased', detail: { batch: batch.id, because } },
    text: `The others of its batch wait for ${subject.keyId} no longer.`,
  };
}

const isEnding = (r: Retirement): boolean => mustEnd(r) || deletionPending(r);

const tooLate = ({ subject: { keyId } }: Retirement) => ({
  ...refused(`It is too late for that: the retirement of ${keyId} is ending.`),
  reason: 'it ends' as const,
});

const refused = (why: string) => ({ ok: false as const, why });
