import { mayApprove } from './approvals';
import type { Config } from './config';
import { answerableUntil } from './decide/screams';
import { FALLBACK } from './entries';
import type { As, Fact } from './entries';
import { capacitiesOf } from './operators';
import type { Retirement } from './retirement';
import type { MayNotPutOff, NotTaken, Noted } from './said';
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
export type Verdict = { ok: true; fact: Fact; said: Noted } | { ok: false; said: NotTaken };

/** Judges an answer. A stop is anybody's; these are the owner's and the operators'. */
export function judge(r: Retirement, answer: Answer, answering: Answering): Verdict {
  if (answer.kind === 'release') return release(r, answer.because);
  if (answer.kind === 'need') return need(r, answer.words);
  if (answer.kind === 'snooze') return snooze(r, answer, answering);
  if (answer.kind === 'not mine') return notMine(r, answer, answering);
  if (isEnding(r)) return refused({ is: 'it ends', keyId: r.subject.keyId });
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
    return refused({ is: 'another day', given: day, first, last, most: LONGEST_SNOOZE });
  }
  return {
    ok: true,
    fact: { type: 'Snoozed', detail: { as, until, because } },
    said: { is: 'put off', keyId, day, backFirst: isOff(r) },
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
  if (isTheirs(r, slackUserId)) return refused({ is: 'theirs already', keyId });
  const { as } = may;
  const to = slackUserId && { slackUserId };
  return {
    ok: true,
    fact: { type: 'OwnerChanged', detail: { as, ...to, ...(note && { note }) } },
    said: { is: 'handed on', keyId, ...(slackUserId && { to: slackUserId }), backFirst: isOff(r) },
  };
}

/** Also what is nobody's, where the operators are asked already. */
const isTheirs = ({ owner }: Retirement, slackUserId: string | undefined): boolean =>
  owner?.kind === 'person' ? owner.slackUserId === slackUserId : !slackUserId && owner?.found === FALLBACK;

/** What is off is switched back on first. */
const isOff = ({ claim }: Retirement): boolean => claim !== undefined && !claim.restoredAt;

/** As what somebody may put off what comes, or why they may not: asked before a form is opened, and when it is sent. */
export function mayPutOff(
  r: Retirement,
  { actor, channel, config }: Omit<Answering, 'now'>,
): { ok: true; as: As } | { ok: false; said: MayNotPutOff } {
  const { keyId } = r.subject;
  if (isEnding(r)) return refused({ is: 'it ends', keyId });
  if (r.phase.name === 'enqueued') return refused({ is: 'has not begun', keyId });
  const [as] = capacitiesOf(actor, r, config, channel);
  return as ? { ok: true, as } : refused({ is: 'not theirs', keyId });
}

function dismiss(
  r: Retirement,
  { because, question: number }: Extract<Answer, { kind: 'dismiss' }>,
  { now, actor, channel, config }: Answering,
): Verdict {
  const { question, questions, subject } = r;
  const { keyId } = subject;
  if (!question || (number ?? questions) !== questions || hasPassed(now, answerableUntil(question))) {
    return refused({ is: 'nothing asked', keyId });
  }
  const [as] = capacitiesOf(actor, r, config, channel);
  if (!as) return refused({ is: 'use not theirs', keyId });
  return {
    ok: true,
    fact: { type: 'UseDismissed', detail: { as, lastUse: question.lastUse, because } },
    said: { is: 'use dismissed', keyId },
  };
}

function approve(r: Retirement, { actor, channel, config }: Answering): Verdict {
  const may = mayApprove(r, actor, capacitiesOf(actor, r, config, channel), config);
  if (!may.ok) return may;
  const { as } = may;
  return {
    ok: true,
    fact: { type: 'ApprovalGiven', detail: { by: actor, as } },
    said: { is: 'approved', keyId: r.subject.keyId, as },
  };
}

/** Whoever looks at the key next reads it. */
function need(r: Retirement, words: string): Verdict {
  const { keyId } = r.subject;
  if (!r.ending && r.phase.name !== 'ended') return refused({ is: 'need not asked', keyId });
  return { ok: true, fact: { type: 'NeedTold', detail: { words } }, said: { is: 'need told', keyId } };
}

function release({ batch, released, subject: { keyId } }: Retirement, because: string): Verdict {
  if (!batch?.canary) return refused({ is: 'no canary', keyId });
  if (released) return refused({ is: 'released already', keyId, at: released.at });
  return {
    ok: true,
    fact: { type: 'BatchReleased', detail: { batch: batch.id, because } },
    said: { is: 'batch released', keyId },
  };
}

const isEnding = (r: Retirement): boolean => mustEnd(r) || deletionPending(r);

const refused = <Why extends NotTaken>(said: Why): { ok: false; said: Why } => ({ ok: false, said });
