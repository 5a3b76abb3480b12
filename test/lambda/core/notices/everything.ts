import { keyAnswer, statusAnswer } from '../../../../lambda/core/notices/answers';
import type { StatusSeen } from '../../../../lambda/core/notices/answers';
import { everyAction } from '../../../../lambda/core/notices/choices';
import { allEvidence } from '../../../../lambda/core/notices/all-evidence';
import { freezeForm, frozenView, notMineForm, snoozeForm } from '../../../../lambda/core/notices/forms';
import { digestMessage } from '../../../../lambda/core/notices/digest';
import { home, homeNotRead } from '../../../../lambda/core/notices/home';
import type { HomeSeen } from '../../../../lambda/core/notices/home';
import type { Language } from '../../../../lambda/core/notices/language';
import { card, formerCard, lineElsewhere, lineInDigest, threadLine } from '../../../../lambda/core/notices/notices';
import { howToKeep, whichKey } from '../../../../lambda/core/notices/replies';
import type { Reader } from '../../../../lambda/core/notices/reader';
import { toldIn } from '../../../../lambda/core/notices/told';
import type { View } from '../../../../lambda/core/notices/views';
import type { DigestKey, Message } from '../../../../lambda/core/ports';
import { calendar, settingAt } from './reading';
import type { Stands } from './situations';
import { lines, situation, situations } from './situations';
import { tokyo } from './story';
import { toldFacts } from './told-facts';

/** Everything that Keysunset says in Slack, by what it is; worded when it is asked for, in the test that looks at it. */
export interface Everything {
  messages: Named<Message>[];
  views: Named<View>[];
}

type Named<T> = [what: string, worded: () => T];

const some = (...all: Stands[]) => ({ retirements: all.map(({ r }) => r), all: all.length });
const frozen = { since: tokyo('3-08 10:00'), by: 'operator arn:x/kenji.sato', reason: 'release week' };

const homes: [what: string, seen: HomeSeen, at: string][] = [
  ['home of an owner', { mine: some(situation('in the notice'), situation('off for a day')) }, '3-09 10:00'],
  ['home of an owner of nothing', { mine: some() }, '3-09 10:00'],
  [
    'home of an operator',
    {
      mine: some(situation('kept after a stop')),
      operator: {
        dark: { ...some(situation('off for a day'), situation('off for the last time')), all: 40 },
        next: some(situation('in the notice'), situation('on again, and watched'), situation('deleted')),
        frozen: { known: true, value: false },
      },
    },
    '3-09 10:00',
  ],
  [
    'home of an operator, frozen',
    { mine: some(), operator: { dark: some(), next: some(), frozen: { known: true, value: frozen } } },
    '3-09 10:00',
  ],
  [
    'home of an operator, the freeze not readable',
    { mine: some(), operator: { dark: some(), next: some(), frozen: { known: false, why: 'throttled' } } },
    '3-09 10:00',
  ],
];

const counts = { enqueued: 4, notice: 3, outage: 40, soak: 2, ending: 1 };
const statuses: [what: string, seen: StatusSeen][] = [
  ['status, nothing off', { counts, dark: some(), frozen: { known: true, value: false } }],
  [
    'status, frozen, many off',
    {
      counts,
      dark: { ...some(situation('off for a day'), situation('off for the last time')), all: 40 },
      frozen: { known: true, value: frozen },
    },
  ],
];

export function everythingIn(language: Language, zoneOf: Reader['zoneOf'] = 'reader'): Everything {
  const set = ({ r, at }: Stands) => ({ ...settingAt(r, at, { language, zoneOf }), actions: everyAction });
  const seenAt = (at: string) => ({
    ...{ now: tokyo(at), reader: { language, zoneOf, timeZone: 'Asia/Tokyo' }, calendar },
    actions: everyAction,
  });
  const forms: Stands[] = [situation('in the notice'), situation('off for a day')];
  return {
    messages: [
      ...statuses.map(([what, seen]): Named<Message> => [what, () => statusAnswer(seen, seenAt('3-09 10:00'))]),
      ...[situation('in the notice'), situation('kept after a stop')].map((stands): Named<Message> => [
        `show: ${stands.as}`,
        () => keyAnswer(stands.r, '/keysunset stop AKIAV6CIQHZTHY4JYCFU', seenAt(stands.at)),
      ]),
      ...situations.map((stands): Named<Message> => [`card: ${stands.as}`, () => card(stands.r, set(stands))]),
      ...situations.flatMap((stands): Named<Message>[] => {
        const until = stands.r.handedOn?.until;
        return until ? [[`former card: ${stands.as}`, () => formerCard(stands.r, until, set(stands))]] : [];
      }),
      ...lines.flatMap((stands): Named<Message>[] => [
        [`line: ${stands.about}, ${stands.as}`, () => threadLine(stands.about, stands.r, set(stands))],
        [`line elsewhere: ${stands.about}, ${stands.as}`, () => lineElsewhere(stands.about, stands.r, set(stands))],
      ]),
      ...withSeveral(set, { language, zoneOf }),
      ...toldFacts.map(([what, told]): Named<Message> => [
        `told: ${what}`,
        () => ({ text: toldIn(told, seenAt('3-03 10:00')), blocks: [] }),
      ]),
    ],
    views: [
      ...forms.flatMap((stands): Named<View>[] => [
        [`not now: ${stands.as}`, () => snoozeForm(stands.r, set(stands), 'D1')],
        [`not mine: ${stands.as}`, () => notMineForm(stands.r, set(stands), 'D1')],
        [`freeze: ${stands.as}`, () => freezeForm(stands.r, set(stands), 'D1')],
      ]),
      ['frozen', () => frozenView(false, language)],
      ['frozen already', () => frozenView(true, language)],
      ...situations
        .filter(({ as }) => withMuchToTell.includes(as))
        .map((stands): Named<View> => [`all evidence: ${stands.as}`, () => allEvidence(stands.r, set(stands))]),
      ...homes.map(([what, seen, at]): Named<View> => [what, () => home(seen, seenAt(at))]),
      ['home, the ledger not readable', () => homeNotRead(seenAt('3-09 10:00'))],
    ],
  };
}

/** What is said where several keys are asked about. */
function withSeveral(
  set: (stands: Stands) => ReturnType<typeof settingAt>,
  reader: Pick<Reader, 'language' | 'zoneOf'>,
): Named<Message>[] {
  const notice = situation('in the notice');
  const dark = situation('off for a day');
  const inDigest = (stands: Stands) => ({ ...set(stands), inDigest: true });
  const to = { now: tokyo('3-03 10:00'), reader: { ...reader, timeZone: 'Asia/Tokyo' } };
  const all = [notice, dark].map(({ r }) => r);
  return [
    ['digest of 4', () => digestMessage(digestKeys(4), to)],
    ['digest of very many', () => digestMessage(digestKeys(100), to)],
    ['card in a digest', () => card(notice.r, inDigest(notice))],
    ['line in a digest', () => lineInDigest('outage 2', dark.r, inDigest(dark))],
    ['first line in a digest', () => lineInDigest('first', notice.r, inDigest(notice))],
    ['how to keep the key', () => howToKeep(notice.r, set(notice))],
    ['which key is to be kept', () => whichKey(all, { stop: true }, to)],
    ['how to keep one of several keys', () => whichKey(all, { stop: false }, to)],
    ['no key is left to be kept', () => whichKey([], { stop: true }, to)],
  ];
}

export const digestKeys = (many: number): DigestKey[] =>
  Array.from({ length: many }, (_, n) => ({
    keyId: `AKIAV6CIQHZTHY4JY${String(n).padStart(3, 'A')}`,
    retirementId: `r-${n}`,
    userName: 'deploy-mobile-release',
    accountName: 'prod-apps',
  }));

const withMuchToTell = [
  'enqueued, and not told yet',
  'handed on to somebody, in the soak',
  'in the notice',
  'in the notice: never used, nobody called',
  'in the notice: used a moment ago, CloudTrail not readable, use does not count',
  'in the notice: used today, by several, from a VPC',
  'handed on to nobody known, with what may help',
  'off for the last time, with approvals missing',
  'switched off by somebody else',
];
