import type { Retirement } from '../retirement';
import { LONGEST_SNOOZE, snoozeDays } from '../snooze';
import type { Day } from '../snooze';
import { stageOf } from '../standing';
import { context, section } from './blocks';
import { stopValue } from './choices';
import { calendarDay } from './dates';
import { datepicker, input, line, personpicker, radios } from './inputs';
import { code } from './mrkdwn';
import { subjectOf } from './names';
import type { Language } from './language';
import { lengthOfStage } from './on-the-way';
import type { Texts } from './texts';
import { modal } from './views';
import type { View } from './views';
import { catalogues, plainVoice } from './voice';
import type { Audience, Setting } from './voice';

/** Where the fields of a form are in what Slack sends: `view.state.values[block][action]`. */
export const snoozeFields = { until: ['until', 'date'], why: ['why', 'text'] } as const;
export const notMineFields = { whose: ['whose', 'whose'], who: ['who', 'person'], note: ['note', 'text'] } as const;
export const freezeFields = { why: ['why', 'text'] } as const;

/** What `whose` says. */
export type Whose = 'other' | 'nobody';

/**
 * What a form carries, and gives back to the door: `retirement-….D0123.ja`, of which retirement it is, in which channel it was
 * opened, and in which language. None has a point in it.
 */
export const formRef = (r: Retirement, channel: string, { reader }: Audience): string =>
  `${stopValue(r)}.${channel}.${reader.language}`;

/** "Not now": until which day, and why. */
export function snoozeForm(r: Retirement, setting: Setting, channel: string): View {
  const voice = plainVoice(setting);
  const { t, now } = voice;
  const say = t.forms.snooze;
  const { keyInCode, user } = subjectOf(r);
  const { usual, last } = snoozeDays(now, r.timeZone);
  const isOff = r.claim !== undefined && !r.claim.restoredAt;
  const [until, date] = snoozeFields.until;
  const [why, text] = snoozeFields.why;
  return modal({
    title: say.title,
    close: t.forms.cancel,
    form: { submit: say.submit, callbackId: 'snooze', metadata: formRef(r, channel, setting) },
    blocks: [
      section(keyInCode, isOff ? say.isOff(user) : say.isOn(user)),
      input({
        blockId: until,
        label: say.until,
        hint: say.atMost(t.lengths.days(LONGEST_SNOOZE), calendarDay(last, t, now)),
        element: datepicker(date, usual),
      }),
      input({ blockId: why, label: say.why, element: line(text, say.example, 3) }),
      context(say.after(lengthOfStage(r, stageOf(r), voice))),
    ],
  });
}

/** What is wrong with the day, by block, as Slack takes it (`response_action: errors`); empty where nothing is. */
export function snoozeErrors(r: Retirement, day: Day, to: Audience): Record<string, string> {
  const { t } = plainVoice(to);
  const say = t.forms.snooze;
  const { first, last } = snoozeDays(to.now, r.timeZone);
  const [block] = snoozeFields.until;
  if (day < first) return { [block]: say.tooEarly(calendarDay(first, t, to.now)) };
  return day > last ? { [block]: say.tooLate(calendarDay(last, t, to.now)) } : {};
}

/** Why what was sent is not taken, whatever was filled in: shown below one field of the form. */
export const notTaken = (
  block: string,
  why: keyof Texts['forms']['notTaken'],
  language: Language,
): Record<string, string> => ({ [block]: catalogues[language].forms.notTaken[why] });

/** "Not mine": whose it is then. */
export function notMineForm(r: Retirement, setting: Setting, channel: string): View {
  const { t } = plainVoice(setting);
  const say = t.forms.notMine;
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const [whose, choice] = notMineFields.whose;
  const [who, person] = notMineFields.who;
  const [note, text] = notMineFields.note;
  return modal({
    title: say.title,
    close: t.forms.cancel,
    form: { submit: say.submit, callbackId: 'not_mine', metadata: formRef(r, channel, setting) },
    blocks: [
      section(keyInCode, t.card.who(user, account, accountId)),
      input({
        blockId: whose,
        label: say.whose,
        element: radios(choice, [
          {
            text: say.other,
            description: say.otherMeans(t.lengths.long(r.ritual.notice)),
            value: 'other' satisfies Whose,
          },
          { text: say.nobody, description: say.nobodyMeans, value: 'nobody' satisfies Whose },
        ]),
      }),
      input({
        blockId: who,
        label: say.who,
        hint: say.onlyForOther,
        optional: true,
        element: personpicker(person, say.pick),
      }),
      input({ blockId: note, label: say.note, optional: true, element: line(text, say.example) }),
      context(say.then),
    ],
  });
}

/** A freeze, of everything and not of this key alone: it says so. */
export function freezeForm(r: Retirement, setting: Setting, channel: string): View {
  const { t } = plainVoice(setting);
  const say = t.forms.freeze;
  const [why, text] = freezeFields.why;
  return modal({
    title: say.title,
    close: t.forms.cancel,
    form: { submit: say.submit, callbackId: 'freeze', metadata: formRef(r, channel, setting) },
    blocks: [
      section(say.what),
      input({ blockId: why, label: t.forms.snooze.why, element: line(text, say.example, 3) }),
      context(whatElse(t)),
    ],
  });
}

/** What the form becomes once it is recorded. */
export function frozenView(wasFrozen: boolean, language: Language): View {
  const { forms } = catalogues[language];
  const say = forms.freeze;
  return modal({
    title: say.title,
    close: forms.close,
    blocks: [section(wasFrozen ? say.already : say.done), context(whatElse(catalogues[language]))],
  });
}

const whatElse = ({ forms }: Texts): string => forms.freeze.then(code('keysunset restore-all'), code('keysunset thaw'));

/** Somebody else's, and nobody was picked. */
export function notMineErrors(
  { whose, who }: { whose: Whose; who?: string | undefined },
  language: Language,
): Record<string, string> {
  const [block] = notMineFields.who;
  return whose === 'other' && !who ? { [block]: catalogues[language].forms.notMine.pickSomebody } : {};
}
