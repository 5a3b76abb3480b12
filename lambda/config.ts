import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { MOST_OUTAGES_A_DAY } from './core/config';
import type { Config } from './core/config';
import { Refused } from './core/errors';
import { parseKeyId } from './core/key-id';
import { languages } from './core/notices/language';
import { checkRitual } from './core/ritual';
import { lengthOrNone } from './core/time';

/** Checks a configuration, given as JSON text or as what it says. Throws Refused with everything that is wrong with it. */
export function parseConfig(json: unknown): Config {
  const parsed = configuration.safeParse(typeof json === 'string' ? fromText(json) : json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(inWords);
  throw new Refused(
    `The configuration has ${problems.length} problem(s). Correct them and try again:\n${problems.join('\n')}`,
  );
}

function fromText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Refused(`The configuration is not JSON: ${String(cause)}. Wanted: one JSON object. Correct it.`, {
      cause,
    });
  }
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => inPath([...issue.path, key])).join(', ');
    return `- ${names}: not known. Wanted: only what the documentation names. Take it out, or look for a typing error.`;
  }
  const given = issue.input === undefined ? 'missing' : JSON.stringify(issue.input);
  return `- ${inPath(issue.path)} is ${given.length > 80 ? `${given.slice(0, 80)}…` : given}. ${issue.message}`;
}

const inPath = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join('') ||
  'the whole';

const text = z.string('Wanted: a text.').trim().min(1, 'Wanted: a text that is not empty.');
const matching = (pattern: RegExp, wanted: string) =>
  z.string(`Wanted: ${wanted}.`).regex(pattern, `Wanted: ${wanted}.`);
const listOf = <T extends z.ZodType>(item: T) => z.array(item, 'Wanted: a list, which may be empty.');
const wholeNumber = (least: number) => {
  const wanted = `Wanted: a whole number of ${least} or more.`;
  return z.int(wanted).min(least, wanted);
};

const date = z.string('Wanted: a date, as 2026-03-20.').refine(isDate, 'Wanted: a date that exists, as 2026-03-20.');

function isDate(given: string): boolean {
  try {
    return Temporal.PlainDate.from(given).toString() === given;
  } catch {
    return false;
  }
}

const isLength = (given: string): boolean => (lengthOrNone(given) ?? 0) > 0;

function isTimeZone(given: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: given }));
  } catch {
    return false;
  }
}

const unique = <T>(of: (item: T) => string) =>
  [
    (items: readonly T[]) => new Set(items.map(of)).size === items.length,
    'Wanted: each only once. Take the repeated one out.',
  ] as const;

const calendar = z
  .strictObject({
    timeZone: text.refine(isTimeZone, 'Wanted: an IANA time zone, as Asia/Tokyo.'),
    weekdays: z
      .array(
        z
          .int('Wanted: 1 (Monday) to 7 (Sunday).')
          .min(1, 'Wanted: 1 (Monday) or more.')
          .max(7, 'Wanted: 7 (Sunday) or less.'),
        'Wanted: a list of weekdays.',
      )
      .min(1, 'Wanted: one weekday or more.'),
    from: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, as 10:00'),
    to: matching(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time, as 17:00'),
    holidays: listOf(date),
    freezes: listOf(
      z
        .strictObject({ from: date, to: date, reason: text })
        .refine(({ from, to }) => from <= to, 'Wanted: a first date that is not after the last.'),
    ),
  })
  .refine(({ from, to }) => from < to, 'Wanted: hours that begin before they end, on the same day.');

const ritual = z
  .strictObject({
    name: text,
    notice: text,
    stages: z.array(
      z
        .strictObject({ outage: text, soak: text.optional() })
        .transform(({ outage, soak }) => ({ outage, ...(soak !== undefined && { soak }) })),
      'Wanted: a list of stages.',
    ),
    finalNotice: text,
    approvals: z
      .strictObject({
        owner: z.boolean('Wanted: true or false.').exactOptional(),
        operators: z.literal([0, 1, 2], 'Wanted: 0, 1 or 2.').exactOptional(),
      })
      .exactOptional(),
  })
  .superRefine((given, context) => {
    for (const message of checkRitual(given)) context.addIssue({ code: 'custom', message, input: given.name });
  });

const outagesADay = wholeNumber(1).max(
  MOST_OUTAGES_A_DAY,
  `Wanted: ${MOST_OUTAGES_A_DAY} or less, as many as one row of the ledger holds of a day. Lower it.`,
);

const limits = z.strictObject({
  outagesPerAccountAndDay: outagesADay,
  outagesPerOwnerAndDay: outagesADay.exactOptional(),
  outagesPerDay: outagesADay.exactOptional(),
  minimumAgeDays: wholeNumber(0),
  breaker: z
    .strictObject({
      screams: wholeNumber(1),
      within: text.refine(isLength, 'Wanted: an ISO 8601 duration longer than nothing, as PT24H.'),
    })
    .exactOptional(),
});

const configuration = z.strictObject({
  accounts: z
    .array(
      z.strictObject({ id: matching(/^\d{12}$/, 'an account number, 12 digits as text'), name: text }),
      'Wanted: a list of accounts.',
    )
    .min(1, 'Wanted: one account or more.')
    .refine(...unique<{ id: string }>(({ id }) => id)),
  calendar,
  rituals: z
    .array(ritual, 'Wanted: a list of rituals.')
    .min(1, 'Wanted: one ritual or more; the first is the default.')
    .refine(...unique<{ name: string }>(({ name }) => name)),
  limits,
  operators: z
    .array(
      z.strictObject({ slackUserId: matching(/^[UW][A-Z0-9]+$/, 'the id of a Slack user, U…'), name: text }),
      'Wanted: a list of operators.',
    )
    .refine(...unique<{ slackUserId: string }>(({ slackUserId }) => slackUserId))
    .refine(...unique<{ name: string }>(({ name }) => name.toLowerCase()))
    .exactOptional(),
  neverTouch: z.strictObject({
    users: listOf(z.strictObject({ name: text, because: text })),
    keys: listOf(
      z.strictObject({
        id: z
          .string('Wanted: an access key id.')
          .refine((id) => parseKeyId(id).ok, 'Wanted: an access key id, AKIA and 16 of A-Z and 2-7.'),
        because: text,
      }),
    ),
    tag: text,
  }),
  slack: z.strictObject({
    workspace: matching(/^T[A-Z0-9]+$/, 'the id of the Slack workspace, T…'),
    enterprise: matching(/^E[A-Z0-9]+$/, 'the id of the Enterprise Grid organisation, E…').exactOptional(),
    fallbackChannel: z.strictObject({ id: matching(/^[CG][A-Z0-9]+$/, 'the id of a channel, C…'), name: text }),
    ownerTags: listOf(text),
    channelTags: listOf(text),
    digestFrom: wholeNumber(2).max(50, 'Wanted: 50 or less.').exactOptional(),
    language: z.enum(languages, 'Wanted: en or ja.').exactOptional(),
  }),
  members: z.strictObject({
    roles: z.strictObject({ inspect: text, deactivate: text, restore: text, delete: text }),
    externalId: text,
    partition: z.enum(['aws', 'aws-cn', 'aws-us-gov'], 'Wanted: aws, aws-cn or aws-us-gov.'),
    permissionsBoundary: text.exactOptional(),
  }),
  restDays: wholeNumber(0).max(3650, 'Wanted: 3650 or less.').exactOptional(),
  remindEveryDays: wholeNumber(1),
});
