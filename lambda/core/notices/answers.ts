import type { Calendar } from '../config';
import type { Freeze } from '../control';
import type { liveStatuses } from '../head';
import { restOf } from '../plan';
import type { Message, Reading } from '../ports';
import type { Retirement } from '../retirement';
import { context, divider, fields, header, message, section } from './blocks';
import type { Block } from './blocks';
import { factsFor, timesOf } from './evidence';
import { freezeInWords } from './home';
import type { Some } from './home';
import { code } from './mrkdwn';
import { subjectOf } from './names';
import { ahead } from './on-the-way';
import { present } from './present';
import { isOver, situationOf } from './situation';
import { stageLine } from './stage-line';
import { voiceFor } from './voice';
import type { Audience, Speaking } from './voice';

/** How all retirements stand together. */
export interface StatusSeen {
  counts: Readonly<Record<(typeof liveStatuses)[number], number>>;
  dark: Some;
  frozen: Reading<Freeze | false>;
}

export interface AnswerSetting extends Audience {
  calendar: Calendar;
}

/** A message has room for 50 blocks. */
export const MOST_DARK = 25;

/** The answer to "status", for whoever asked: what is off now, of all keys, and whether all is frozen. */
export function statusAnswer({ counts, dark, frozen }: StatusSeen, setting: AnswerSetting): Message {
  const voice = voiceFor(setting);
  const { t } = voice;
  const { enqueued, notice, outage, soak, ending } = counts;
  const all = enqueued + notice + outage + soak + ending;
  const counted = t.answers.counts(all, dark.all, soak, notice, enqueued, ending);
  const shown = dark.retirements.slice(0, MOST_DARK);
  const left = dark.all - shown.length;
  return message(counted, [
    header(t.home.freeze),
    section(freezeInWords(frozen, voice)),
    header(t.home.dark),
    ...(shown.length > 0 ? shown.map((r) => darkKey(r, voice)) : [section(t.home.noneDark)]),
    ...(left > 0 ? [context(t.home.more(left))] : []),
    divider,
    context(counted, timesOf(voice)),
  ]);
}

function darkKey(r: Retirement, voice: Speaking<AnswerSetting>): Block {
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const { lines } = present(r, situationOf(r, voice.now), { ...voice, plan: restOf(r, voice.now, voice.calendar) });
  return section(`${keyInCode}\n${voice.t.card.who(user, account, accountId)}`, ...lines.slice(0, 1));
}

/**
 * The answer to "show", for whoever asked: what the card shows, without its buttons. Those answer in the card, which nobody but its
 * channel sees; `stop` is the command that does the same.
 */
export function keyAnswer(r: Retirement, stop: string, setting: AnswerSetting): Message {
  const speaking = voiceFor(setting);
  const voice = { ...speaking, plan: restOf(r, setting.now, setting.calendar) };
  const { t } = voice;
  const situation = situationOf(r, setting.now);
  const { headline, lines } = present(r, situation, voice);
  const { key, keyInCode, user, account, accountId } = subjectOf(r);
  const facts = factsFor(r, situation, voice);
  return message(t.card.about(key, user, account), [
    header(headline),
    section(keyInCode, t.card.who(user, account, accountId)),
    section(...lines),
    section(stageLine(r, situation, t), ...(isOver(situation) ? [] : ahead(r, voice))),
    ...(facts.length > 0 ? [fields(facts)] : []),
    context(...(isOver(situation) ? [] : [t.answers.stopBy(code(stop))]), timesOf(voice)),
  ]);
}
