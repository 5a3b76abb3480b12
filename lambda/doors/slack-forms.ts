import type { Answer } from '../core/answers';
import { Unavailable } from '../core/errors';
import { notMineErrors, notMineFields, notTaken, snoozeErrors, snoozeFields } from '../core/notices/forms';
import type { ActPorts } from './slack-acts';
import { actorOf } from './slack-acts';
import { answerJson, done, turnedDown } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { Submitted } from './slack-request';
import type { AnswerTaken } from './take-answer';

/**
 * Somebody has sent a form. It closes once it is recorded; what was not recorded is said in the form, which stays open with all
 * that they wrote, and never looks like done.
 */
export async function submitted(form: Submitted, ports: ActPorts): Promise<DoorResponse> {
  const why = whyNotOurs(form.from, ports.config);
  if (why) return turnedDown(403, why);
  try {
    const errors = await taken(form, ports);
    return errors ? answerJson({ response_action: 'errors', errors }) : done();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return answerJson({
      response_action: 'errors',
      errors: notTaken(firstOf[form.kind], 'not recorded', form.language),
    });
  }
}

/** What is wrong, by block; nothing where it is recorded. */
async function taken(form: Submitted, ports: ActPorts): Promise<Record<string, string> | undefined> {
  const { kind, retirementId, channel, language, user } = form;
  const block = firstOf[kind];
  const keyId = await ports.references.find(retirementId);
  if (!keyId) return notTaken(block, 'it ends', language);
  const answer = answerIn(form);
  if ('errors' in answer) return answer.errors;
  const came = await ports.takeAnswer({ keyId, retirementId, channel, actor: actorOf(user), answer });
  if (came.answer === 'recorded') return undefined;
  const words = inWords(came, form, ports);
  return words && Object.keys(words).length > 0 ? words : { [block]: came.text };
}

/** What is answered; or what is missing. */
function answerIn(form: Submitted): Answer | { errors: Record<string, string> } {
  if (form.kind === 'snooze') return { kind: 'snooze', until: form.until, because: form.because };
  const { whose, who, note, language } = form;
  const errors = notMineErrors({ whose, who }, language);
  if (Object.keys(errors).length > 0) return { errors };
  return { kind: 'not mine', ...(whose === 'other' && who && { slackUserId: who }), ...(note && { note }) };
}

/** The same in the language of whoever filled it in, where there are words for it. */
function inWords(
  { reason, of }: AnswerTaken,
  form: Submitted,
  { clock }: ActPorts,
): Record<string, string> | undefined {
  const { kind, language } = form;
  if (reason === 'theirs already') return notTaken(notMineFields.who[0], reason, language);
  if (reason !== 'another day') return reason && notTaken(firstOf[kind], reason, language);
  const reader = of && ({ language, timeZone: of.timeZone, zoneOf: 'hub' } as const);
  return reader && kind === 'snooze' ? snoozeErrors(of, form.until, { now: clock.now(), reader }) : undefined;
}

/** Where it is said that something was not taken. */
const firstOf = { snooze: snoozeFields.until[0], 'not mine': notMineFields.whose[0] } as const;
