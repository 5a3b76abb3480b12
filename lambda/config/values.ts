import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { languages } from '../core/notices/language';
import { lengthOrNone } from '../core/time';

// The values that a configuration is made of. `keysunset init` checks its answers by the same.

/** A text that says something. */
export const text = z.string('Wanted: a text.').trim().min(1, 'Wanted: a text that is not empty.');
const matching = (pattern: RegExp, wanted: string) =>
  z.string(`Wanted: ${wanted}.`).regex(pattern, `Wanted: ${wanted}.`);
export const listOf = <T extends z.ZodType>(item: T) => z.array(item, 'Wanted: a list, which may be empty.');
export const wholeNumber = (least: number) => {
  const wanted = `Wanted: a whole number of ${least} or more.`;
  return z.int(wanted).min(least, wanted);
};

export const date = z
  .string('Wanted: a date, as 2026-03-20.')
  .refine(isDate, 'Wanted: a date that exists, as 2026-03-20.');

function isDate(given: string): boolean {
  try {
    return Temporal.PlainDate.from(given).toString() === given;
  } catch {
    return false;
  }
}

export const timeZone = text.refine(isTimeZone, 'Wanted: an IANA time zone, as Asia/Tokyo.');

export const weekdays = z
  .array(
    z
      .int('Wanted: 1 (Monday) to 7 (Sunday).')
      .min(1, 'Wanted: 1 (Monday) or more.')
      .max(7, 'Wanted: 7 (Sunday) or less.'),
    'Wanted: a list of weekdays.',
  )
  .min(1, 'Wanted: one weekday or more.');

export const fromTime = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, as 10:00');
export const toTime = matching(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time, as 17:00');

export const accountId = matching(/^\d{12}$/, 'an account number, 12 digits as text');

/** The member account's stack is called after it, `Keysunset-member-prod-apps`. */
export const stackName = matching(/^[A-Za-z0-9-]{1,100}$/, 'a name of letters, digits and hyphens');

export const region = matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, as ap-northeast-1');

/** As STS takes them. */
export const externalId = matching(
  /^[\w+=,.@:/-]{2,1224}$/,
  'a long random text of letters, digits and any of +=,.@:/-_',
);

export const slackId = {
  workspace: matching(/^T[A-Z0-9]+$/, 'the id of the Slack workspace, T…'),
  enterprise: matching(/^E[A-Z0-9]+$/, 'the id of the Enterprise Grid organisation, E…'),
  channel: matching(/^[CG][A-Z0-9]+$/, 'the id of a channel, C…'),
  user: matching(/^[UW][A-Z0-9]+$/, 'the id of a Slack user, U…'),
};

export const language = z.enum(languages, 'Wanted: en or ja.');

export const isLength = (given: string): boolean => (lengthOrNone(given) ?? 0) > 0;

function isTimeZone(given: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: given }));
  } catch {
    return false;
  }
}

export const unique = <T>(of: (item: T) => string) =>
  [
    (items: readonly T[]) => new Set(items.map(of)).size === items.length,
    'Wanted: each only once. Take the repeated one out.',
  ] as const;
