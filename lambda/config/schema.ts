import * as z from 'zod';
import { MOST_OUTAGES_A_DAY } from '../core/config';
import { parseKeyId } from '../core/key-id';
import { checkRitual } from '../core/ritual';
import {
  accountId,
  date,
  externalId,
  fromTime,
  isLength,
  language,
  listOf,
  slackId,
  stackName,
  text,
  timeZone,
  toTime,
  unique,
  weekdays,
  wholeNumber,
} from './values';

const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

const calendar = z
  .strictObject({
    timeZone,
    weekdays,
    from: fromTime,
    to: toTime,
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

export const outagesADay = wholeNumber(1).max(
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

/** What may be wrong with a configuration, value by value. */
export const schema = z.strictObject({
  accounts: z
    .array(z.strictObject({ id: accountId, name: stackName }), 'Wanted: a list of accounts.')
    .min(1, 'Wanted: one account or more.')
    .refine(...unique<{ id: string }>(({ id }) => id))
    .refine(...unique<{ name: string }>(({ name }) => name)),
  calendar,
  rituals: z
    .array(ritual, 'Wanted: a list of rituals.')
    .min(1, 'Wanted: one ritual or more; the first is the default.')
    .refine(...unique<{ name: string }>(({ name }) => name)),
  limits,
  operators: z
    .array(z.strictObject({ slackUserId: slackId.user, name: text }), 'Wanted: a list of operators.')
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
    workspace: slackId.workspace,
    enterprise: slackId.enterprise.exactOptional(),
    fallbackChannel: z.strictObject({ id: slackId.channel, name: text }),
    ownerTags: listOf(text),
    channelTags: listOf(text),
    digestFrom: wholeNumber(2).max(50, 'Wanted: 50 or less.').exactOptional(),
    language: language.exactOptional(),
  }),
  members: z.strictObject({
    roles: z.strictObject({ inspect: text, deactivate: text, restore: text, delete: text }),
    externalId,
    partition: z.enum(partitions, 'Wanted: aws, aws-cn or aws-us-gov.'),
    permissionsBoundary: text.exactOptional(),
  }),
  restDays: wholeNumber(0).max(3650, 'Wanted: 3650 or less.').exactOptional(),
  remindEveryDays: wholeNumber(1),
});
