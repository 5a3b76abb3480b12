import { nameIn } from '../rest';
import type { NoteOnEnqueued, WhyNotEnqueued } from '../refusals';
import type { Said } from '../said';
import type { Instant } from '../time';
import { calendarDay } from './dates';
import { languages } from './language';
import type { Language } from './language';
import { code, foreign } from './mrkdwn';
import { nameOf } from './names';
import type { Texts } from './texts';
import { en } from './texts.en';
import { catalogues, plainVoice, voiceFor } from './voice';
import type { Audience } from './voice';

/** What the doors come to, that people are told. */
export type Told = Said | WhyNotEnqueued | NoteOnEnqueued;

/** In Slack, to one reader or to a channel. */
export function toldIn(told: Told, to: Audience): string {
  const { t, dates } = voiceFor(to);
  return worded(told, t, {
    key: (keyId) => code(keyId),
    moment: dates.full,
    dayOf: dates.day,
    day: (day) => calendarDay(day, t, to.now),
    actor: (actor) => nameOf(actor, {}),
    person: (slackUserId) => `<@${foreign(slackUserId, 40)}>`,
    words: (words) => foreign(words, 500),
  });
}

/** In Slack, to somebody of whom no more is known than that they may read this language. */
export const toldToAnybody = (told: Told, language: Language, now: Instant): string =>
  toldIn(told, { now, reader: { language, timeZone: 'UTC', zoneOf: 'everyone' } });

/** The same in each language, one below the other. */
export const toldInBoth = (told: Told, now: Instant): string =>
  inBoth((_, language) => toldToAnybody(told, language, now));

/** What the texts of every language have, in each, one below the other. */
export const inBoth = (say: (t: Texts, language: Language) => string): string =>
  languages.map((language) => say(catalogues[language], language)).join('\n');

/** Below a field of a form, where nothing is marked up; dates are in this time zone. */
export function toldPlainly(told: Told, language: Language, now: Instant, timeZone: string): string {
  const { dates } = plainVoice({ now, reader: { language, timeZone, zoneOf: 'hub' } });
  return worded(told, catalogues[language], { ...asItIs, moment: dates.full, dayOf: dates.day });
}

/** At the command line, and in what no person reads: in English, with everything as it is in the ledger. */
export const inEnglish = (told: Told): string => worded(told, en, asItIs);

/** How what varies is shown. */
type Shown = Record<'key' | 'moment' | 'dayOf' | 'day' | 'actor' | 'person' | 'words', (value: string) => string>;

const same = (value: string): string => value;
const asItIs: Shown = {
  ...{ key: same, moment: same, day: same, person: same, words: same },
  dayOf: (at) => at.slice(0, 10),
  actor: nameIn,
};

/** What a field of this name holds. Any other text is foreign words. */
const kinds: Partial<Record<string, keyof Shown>> = {
  keyId: 'key',
  ...{ at: 'moment', after: 'moment', until: 'moment', enqueuedAt: 'moment', since: 'moment' },
  on: 'dayOf',
  ...{ day: 'day', first: 'day', last: 'day' },
  by: 'actor',
  to: 'person',
};

/** A language's words for each kind of fact; what is in them comes in as text already. */
export type Sayings<Of extends { is: string }> = { [Is in Of['is']]: (of: That<Of, Is>) => string };

type That<Of extends { is: string }, Is> = Of extends unknown ? (Is extends Of['is'] ? Of : never) : never;

function worded(told: Told, { said, refusals }: Texts, shown: Shown): string {
  const shownIn = (name: string, value: unknown): unknown =>
    typeof value === 'string' ? shown[kinds[name] ?? 'words'](value) : value;
  const of = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, shownIn(name, value)]));
  const say = { ...said, ...refusals }[told.is] as (of: unknown) => string;
  return say(of);
}
