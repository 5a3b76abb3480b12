import type { Answer } from '../core/answers';
import { Refused, Unavailable } from '../core/errors';
import {
  freezeFields,
  frozenView,
  notMineErrors,
  notMineFields,
  notTaken,
  snoozeErrors,
  snoozeFields,
} from '../core/notices/forms';
import { toldPlainly } from '../core/notices/told';
import type { View } from '../core/notices/views';
import { catalogues } from '../core/notices/voice';
import { isOperator } from '../core/operators';
import type { ActPorts } from './slack-acts';
import { actorOf } from './slack-acts';
import { answerJson, done, turnedDown } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { Submitted } from './slack-request';
import type { AnswerTaken } from './take-answer';
import { shares } from './three-seconds';

/**
 * Somebody has sent a form. It closes once it is recorded; what was not recorded is said in the form, which stays open with all
 * that they wrote, and never looks like done.
 */
export async function submitted(form: Submitted, ports: ActPorts): Promise<DoorResponse> {
  const why = whyNotOurs(form.from, ports.config);
  if (why) return turnedDown(403, why);
  try {
    const came = form.kind === 'freeze' ? await frozen(form, ports) : await taken(form, ports);
    if (!came) return done();
    return answerJson('view' in came ? { response_action: 'update', ...came } : { response_action: 'errors', ...came });
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return answerJson({
      response_action: 'errors',
      errors: notTaken(firstOf[form.kind], 'not recorded', form.language),
    });
  }
}

interface Errors {
  /** What is wrong, by block. */
  errors: Record<string, string>;
}

/** What is wrong; nothing where it is recorded. */
async function taken(form: AboutAKey, ports: ActPorts): Promise<Errors | undefined> {
  const { kind, retirementId, channel, language, user } = form;
  const block = firstOf[kind];
  const keyId = await ports.references.find(retirementId);
  if (!keyId) return { errors: notTaken(block, 'it ends', language) };
  const answer = answerIn(form);
  if ('errors' in answer) return answer;
  const came = await ports.takeAnswer({ keyId, retirementId, channel, actor: actorOf(user), answer });
  if (came.answer === 'recorded') return undefined;
  return { errors: inWords(came, form, ports) };
}

type AboutAKey = Exclude<Submitted, { kind: 'freeze' }>;

/** The same freeze as an operator's at the command line. It closes nothing by itself: whoever froze reads what it means. */
async function frozen(form: Extract<Submitted, { kind: 'freeze' }>, ports: ActPorts): Promise<Errors | { view: View }> {
  const { because: reason, language, user } = form;
  const [block] = freezeFields.why;
  const actor = actorOf(user);
  if (!isOperator(actor, ports.config)) return { errors: notTaken(block, 'operators only', language) };
  try {
    const { answer } = await ports.timeLimit.within(shares.record, () =>
      ports.changeControl({ ask: 'freeze', reason, actor }),
    );
    return { view: frozenView(answer === 'frozen already', language) };
  } catch (error) {
    if (error instanceof Refused) {
      return { errors: { [block]: catalogues[language].forms.freeze.refused(error.message) } };
    }
    throw error;
  }
}

/** What is answered; or what is missing. */
function answerIn(form: AboutAKey): Answer | Errors {
  if (form.kind === 'snooze') return { kind: 'snooze', until: form.until, because: form.because };
  const { whose, who, note, language } = form;
  const errors = notMineErrors({ whose, who }, language);
  if (Object.keys(errors).length > 0) return { errors };
  return { kind: 'not mine', ...(whose === 'other' && who && { slackUserId: who }), ...(note && { note }) };
}

/** Why it was not taken, in the language of whoever filled it in: in a form's own words where there are any. */
function inWords(came: Exclude<AnswerTaken, { answer: 'recorded' }>, form: AboutAKey, { clock }: ActPorts) {
  const { kind, language } = form;
  const { said } = came;
  const now = clock.now();
  const timeZone = came.answer === 'refused' ? came.of.timeZone : 'UTC';
  const block = said.is === 'theirs already' ? notMineFields.who[0] : firstOf[kind];
  if (said.is === 'another day' && kind === 'snooze' && came.answer === 'refused') {
    const errors = snoozeErrors(came.of, form.until, { now, reader: { language, timeZone, zoneOf: 'hub' } });
    if (Object.keys(errors).length > 0) return errors;
  }
  const words = catalogues[language].forms.notTaken as Partial<Record<string, string>>;
  return { [block]: words[said.is] ?? toldPlainly(said, language, now, timeZone) };
}

/** Where it is said that something was not taken. */
const firstOf = {
  snooze: snoozeFields.until[0],
  'not mine': notMineFields.whose[0],
  freeze: freezeFields.why[0],
} as const;
