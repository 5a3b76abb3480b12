import type { Calendar, Operator } from '../config';
import type { Freeze } from '../control';
import { restOf } from '../plan';
import type { Reading } from '../ports';
import type { Retirement } from '../retirement';
import { context, divider, header, section, sections, sectionWithButton } from './blocks';
import type { Block } from './blocks';
import { stop } from './choices';
import { timesOf } from './evidence';
import { foreign } from './mrkdwn';
import { nameOf, ownerName, subjectOf } from './names';
import { lengthOfStage } from './on-the-way';
import { present } from './present';
import { isOver, situationOf } from './situation';
import { stageLine } from './stage-line';
import { homeTab } from './views';
import type { View } from './views';
import { voiceFor } from './voice';
import type { Audience, Speaking, Voice } from './voice';

/** A list that may be longer than what was read of it. */
export interface Some {
  retirements: readonly Retirement[];
  /** How many there are in all. */
  all: number;
}

/** What somebody sees in the Home tab: their own keys, and what concerns all where they are an operator. */
export interface HomeSeen {
  mine: Some;
  operator?: {
    /** Off now. */
    dark: Some;
    /** On, with an outage to come. */
    next: Some;
    frozen: Reading<Freeze | false>;
  };
}

export interface HomeSetting extends Audience {
  calendar: Calendar;
  operators?: readonly Operator[];
}

/** As many of each list are shown: a Home tab has room for 100 blocks. */
export const MOST_SHOWN = 25;

export function home({ mine, operator }: HomeSeen, setting: HomeSetting): View {
  const voice = voiceFor(setting);
  const { t } = voice;
  return homeTab([
    ...(operator ? [header(t.home.freeze), section(freezeInWords(operator.frozen, voice))] : []),
    ...keys(t.home.mine, mine, t.home.noneMine, voice, false),
    ...(operator ? keys(t.home.dark, operator.dark, t.home.noneDark, voice, true) : []),
    ...(operator ? nextOutages(operator.next, voice) : []),
    divider,
    context(t.home.updated(voice.dates.full(voice.now)), timesOf(voice)),
  ]);
}

/** Where the ledger could not be read: what was there before would look like now. */
export function homeNotRead(setting: HomeSetting): View {
  const { t, dates } = voiceFor(setting);
  return homeTab([section(t.home.notRead(dates.full(setting.now)))]);
}

type Home = Speaking<HomeSetting>;

function keys(title: string, { retirements, all }: Some, none: string, voice: Home, withOwner: boolean): Block[] {
  const shown = retirements.slice(0, MOST_SHOWN);
  const blocks = shown.map((r) => keyOf(r, ofKey(r, voice), withOwner));
  return [header(title), ...(shown.length > 0 ? blocks : [section(none)]), ...more(all - shown.length, voice)];
}

/** Where it stands, and the button that stops it. */
function keyOf(r: Retirement, voice: Voice, withOwner: boolean): Block {
  const { t } = voice;
  const situation = situationOf(r, voice.now);
  const { headline, lines } = present(r, situation, voice);
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const text = [
    `${keyInCode}\n${t.card.who(user, account, accountId)}`,
    `*${headline}*`,
    ...lines.slice(0, 1),
    stageLine(r, situation, t),
    ...(withOwner ? [t.evidence.owner(ownerName(r, voice))] : []),
  ].join('\n');
  return isOver(situation) ? section(text) : sectionWithButton(text, stop(r, t.choices.stop));
}

/** Those that begin soonest, one a line. */
function nextOutages({ retirements, all }: Some, voice: Home): Block[] {
  const { t } = voice;
  const next = retirements
    .filter((r) => !isOver(situationOf(r, voice.now)))
    .flatMap((r) => {
      const of = ofKey(r, voice);
      const outage = of.plan.outages.find(({ from }) => from >= voice.now);
      return outage ? [{ ...outage, r, voice: of }] : [];
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .slice(0, MOST_SHOWN);
  const lines = next.map(({ from, stage, r, voice: of }) => {
    const { keyInCode, user, account } = subjectOf(r);
    return t.home.nextOutage(of.dates.full(from), lengthOfStage(r, stage, of), keyInCode, user, account);
  });
  return [
    header(t.home.next),
    ...(lines.length > 0 ? sections(lines) : [section(t.home.noneNext)]),
    ...more(all - next.length, voice),
  ];
}

const more = (left: number, { t }: Home): Block[] => (left > 0 ? [context(t.home.more(left))] : []);

/** Whether no outage begins and nothing is deleted, since when and by whom. */
export function freezeInWords(frozen: Reading<Freeze | false>, { t, dates }: Pick<Home, 't' | 'dates'>): string {
  if (!frozen.known) return t.home.freezeUnknown;
  if (!frozen.value) return t.home.notFrozen;
  const { since, by, reason } = frozen.value;
  return t.home.frozen(dates.full(since), nameOf(by, {}), foreign(reason, 300));
}

const ofKey = (r: Retirement, { calendar, ...to }: Home): Voice => ({ ...to, plan: restOf(r, to.now, calendar) });
