import * as z from 'zod';
import * as values from '../../lambda/config/values';
import { outagesADay } from '../../lambda/config/schema';
import type { Config } from '../../lambda/core/config';
import { partitionOf } from '../../lib/configuration';
import type { Hub } from '../../lib/configuration';
import type { Asking } from './ask';

/** What has to be asked of whoever sets Keysunset up; for the rest there are defaults, which the file explains. */
export interface Answers {
  hub: Hub;
  partition: Config['members']['partition'];
  accounts: Config['accounts'];
  calendar: Omit<Config['calendar'], 'freezes'>;
  outagesPerAccountAndDay: number;
  neverTouch: readonly string[];
  operators: NonNullable<Config['operators']>;
  slack: Config['slack'];
}

/** What is taken where nothing is typed, and differs from machine to machine. */
export interface Here {
  region: string | undefined;
  timeZone: string;
}

export async function answersTo(ask: Asking, here: Here): Promise<Answers> {
  ask.about('The hub: the account in which Keysunset itself runs');
  const account = await ask.one({ is: 'Account number', wanted: values.accountId });
  const region = await ask.one({ is: 'Region', otherwise: here.region, wanted: values.region });

  ask.about('The member accounts: those whose access keys may be retired');
  const accounts = await ask.many('Number and name, as 408173952614 prod-apps', 1, accountNotIn);

  ask.about('The calendar: keys are switched off only when people are there to scream');
  const calendar = await calendarBy(ask, here);

  ask.about('Pace and protection');
  const outagesPerAccountAndDay = await ask.one({
    ...{ is: 'Outages that may begin in an account on one day', otherwise: '5' },
    wanted: z.string().transform(Number).pipe(outagesADay),
  });
  const neverTouch = await ask.one({ is: 'IAM users never to touch', otherwise: 'break-glass*', wanted: names });

  ask.about(
    'Slack: ids are in its pages, T… in the address, C… at the end of a channel’s details, U… in a profile’s menu',
  );
  const slack = await slackBy(ask);
  const operators = await ask.many(
    'Operator: Slack id and last part of their AWS ARN, as U08KENJI kenji.sato',
    0,
    operatorNotIn,
  );

  const hub = { account, region };
  return {
    hub,
    partition: partitionOf(region),
    accounts,
    calendar,
    outagesPerAccountAndDay,
    neverTouch,
    operators,
    slack,
  };
}

async function calendarBy(ask: Asking, { timeZone }: Here): Promise<Answers['calendar']> {
  const zone = await ask.one({ is: 'Time zone', otherwise: timeZone, wanted: values.timeZone });
  const weekdays = await ask.one({
    ...{ is: 'Working days, 1 is Monday', otherwise: '1,2,3,4,5' },
    wanted: list.transform((days) => days.map(Number)).pipe(values.weekdays),
  });
  const from = await ask.one({ is: 'Hours from', otherwise: '10:00', wanted: values.fromTime });
  const to = await ask.one({
    ...{ is: 'Hours to', otherwise: '17:00' },
    wanted: values.toTime.refine((time) => time > from, `Wanted: a time later than ${from}, on the same day.`),
  });
  const holidays = await ask.one({
    ...{ is: 'Holidays, as 2026-12-31, 2027-01-01', otherwise: 'none' },
    wanted: list.pipe(z.array(values.date)),
  });
  return { timeZone: zone, weekdays, from, to, holidays };
}

async function slackBy(ask: Asking): Promise<Config['slack']> {
  const workspace = await ask.one({ is: 'Workspace, T…', wanted: values.slackId.workspace });
  const [enterprise] = await ask.one({
    ...{ is: 'Enterprise Grid organisation, E…', otherwise: 'none' },
    wanted: list.pipe(z.array(values.slackId.enterprise).max(1, 'Wanted: one, or none.')),
  });
  const id = await ask.one({
    is: 'The operators’ channel, told where no owner is found, C…',
    wanted: values.slackId.channel,
  });
  const name = await ask.one({ is: 'Its name', otherwise: '#cloud-ops', wanted: values.text });
  const ownerTags = await ask.one({
    is: 'Tags of an IAM user with its owner’s e-mail address',
    otherwise: 'owner',
    wanted: names,
  });
  const channelTags = await ask.one({
    is: 'Tags of an IAM user with its team’s channel',
    otherwise: 'slack-channel',
    wanted: names,
  });
  const language = await ask.one({
    is: 'Language in channels, en or ja',
    otherwise: 'en',
    wanted: z.string().pipe(values.language),
  });
  const organisation = enterprise !== undefined && { enterprise };
  return { workspace, ...organisation, fallbackChannel: { id, name }, ownerTags, channelTags, language };
}

/** `a, b`; `none` is the empty one. */
const list = z.string().transform((typed) =>
  typed === 'none'
    ? []
    : typed
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
);
const names = list.pipe(z.array(values.text));

/** `408173952614 prod-apps`. */
const twoWords = z.string().transform((typed) => {
  const [first = '', ...rest] = typed.split(/\s+/);
  return [first, rest.join(' ')] as const;
});

const accountNotIn = (before: Answers['accounts']) =>
  twoWords
    .transform(([id, name]) => ({ id, name }))
    .pipe(z.object({ id: values.accountId, name: values.stackName }))
    .refine(({ id }) => !before.some((other) => other.id === id), 'Wanted: an account that is not there yet.')
    .refine(({ name }) => !before.some((other) => other.name === name), 'Wanted: a name that is not there yet.');

const operatorNotIn = (before: Answers['operators']) =>
  twoWords
    .transform(([slackUserId, name]) => ({ slackUserId, name }))
    .pipe(z.object({ slackUserId: values.slackId.user, name: values.text }))
    .refine(
      ({ slackUserId, name }) =>
        !before.some((o) => o.slackUserId === slackUserId || o.name.toLowerCase() === name.toLowerCase()),
      'Wanted: somebody who is not there yet.',
    );
