import { Unavailable } from '../core/errors';
import { notTaken, snoozeErrors, snoozeFields } from '../core/notices/forms';
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
  const { until, because } = form;
  const answer = { kind, until, because };
  const came = await ports.takeAnswer({ keyId, retirementId, channel, actor: actorOf(user), answer });
  if (came.answer === 'recorded') return undefined;
  return { [block]: came.text, ...inWords(came, form, ports) };
}

/** The same in the language of whoever filled it in, where there are words for it. */
function inWords({ reason, of }: AnswerTaken, { kind, until, language }: Submitted, { clock }: ActPorts) {
  if (reason !== 'another day') return reason && notTaken(firstOf[kind], reason, language);
  const reader = of && ({ language, timeZone: of.timeZone, zoneOf: 'hub' } as const);
  return reader && snoozeErrors(of, until, { now: clock.now(), reader });
}

/** Where it is said that something was not taken. */
const firstOf = { snooze: snoozeFields.until[0] } as const;
