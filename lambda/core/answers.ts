import { mayApprove } from './approvals';
import type { Config } from './config';
import { answerableUntil } from './decide/screams';
import type { Fact } from './entries';
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
  | { kind: 'snooze'; until: string; because: string };

export interface Answering {
  now: Instant;
  actor: string;
  /** Where in Slack they spoke. */
  channel?: string;
  config: Pick<Config, 'operators'>;
}

/** What an answer comes to: the fact to record, or why it does not count; and what the person is told. */
export type Verdict = { ok: true; fact: Fact; text: string } | { ok: false; why: string };

/** Judges an answer. A stop is anybody's; these are the owner's and the operators'. */
export function judge(r: Retirement, answer: Answer, answering: Answering): Verdict {
  if (answer.kind === 'release') return release(r, answer.because);
  const { keyId } = r.subject;
  if (mustEnd(r) || deletionPending(r))
    return refused(`It is too late for that: the retirement of ${keyId} is ending.`);
  if (answer.kind === 'snooze') return snooze(r, answer, answering);
  return answer.kind === 'dismiss' ? dismiss(r, answer, answering) : approve(r, answering);
}

function snooze(
  r: Retirement,
  { until: day, because }: Extract<Answer, { kind: 'snooze' }>,
  { now, actor, channel, config }: Answering,
): Verdict {
  const { keyId } = r.subject;
  if (r.phase.name === 'enqueued') {
    return refused(`${keyId} has not begun: nobody was told yet. Stop it, and enqueue it again when it may.`);
  }
  const [as] = capacitiesOf(actor, r, config, channel);
  if (!as) return refused(`Only the owner or an operator can put off what comes for ${keyId}. Anybody may press Stop.`);
  const { first, last } = snoozeDays(now, r.timeZone);
  const until = startOf(r.timeZone, day);
  if (!until || day < first || day > last) {
    return refused(
      `${day} was given. Wanted: a day from ${first} to ${last}, ${LONGEST_SNOOZE} days ahead at most. ` +
        'Who needs the key for longer presses Stop.',
    );
  }
  const off = r.claim && !r.claim.restoredAt ? ' It is switched back on first.' : '';
  return {
    ok: true,
    fact: { type: 'Snoozed', detail: { as, until, because } },
    text: `Noted: ${keyId} is not switched off before ${day}, and you are told the day before.${off}`,
  };
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

function release({ batch, released, subject }: Retirement, because: string): Verdict {
  if (!batch?.canary) return refused(`${subject.keyId} is no canary: no other key waits for it.`);
  if (released) return refused(`The batch of ${subject.keyId} was released already, at ${released.at}.`);
  return {
    ok: true,
    fact: { type: 'BatchReleased', detail: { batch: batch.id, because } },
    text: `The others of its batch wait for ${subject.keyId} no longer.`,
  };
}

const refused = (why: string): Verdict => ({ ok: false, why });
