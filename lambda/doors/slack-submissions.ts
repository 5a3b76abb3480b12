import * as z from 'zod/mini';
import { freezeFields, notMineFields, snoozeFields } from '../core/notices/forms';
import type { Whose } from '../core/notices/forms';
import { LONGEST_ANSWER } from '../core/notices/inputs';
import { languages } from '../core/notices/language';
import { ignored, malformed, shown, slackId, unreadable } from './slack-request';
import type { FilledIn, SlackRequest } from './slack-request';
import { isNobody, named, originOf, whoPressed } from './slack-who';

/** Reads a modal that somebody has filled in and sent. */
export function fromSubmission(payload: unknown): SlackRequest {
  const read = submission.safeParse(payload);
  if (!read.success) return unreadable('the form', read.error);
  const { view, user } = read.data;
  const fields = forms.get(view.callback_id);
  if (!fields) return ignored(`the form ${shown(view.callback_id)} is not one of ours`);
  const [, retirementId, channel, language] = carried.exec(view.private_metadata) ?? [];
  const reads = languages.find((one) => one === language);
  if (!retirementId || !channel || !reads) {
    return malformed(`the form carries ${shown(view.private_metadata)}; wanted is what it was opened with`);
  }
  const filled = fields(view.state.values);
  if (!filled.success) return unreadable(`the form ${view.callback_id}`, filled.error);
  if (isNobody(user)) return ignored('a bot');
  return {
    kind: 'form',
    form: { ...filled.data, retirementId, channel, language: reads, user: named(user), from: originOf(read.data) },
  };
}

const submission = z.extend(whoPressed, {
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.unknown()) }),
  }),
});

/** `formRef` of lambda/core/notices/forms.ts. */
const carried = /^([a-z0-9-]{1,80})\.([A-Z0-9]{1,40})\.([a-z]{2})$/;

type Fields = (values: unknown) => { success: true; data: FilledIn } | { success: false; error: z.core.$ZodError };

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const atMost = z.string().check(z.trim(), z.maxLength(LONGEST_ANSWER));
const words = atMost.check(z.minLength(1));

const [until, date] = snoozeFields.until;
const [why, text] = snoozeFields.why;
const snooze = z.pipe(
  z.object({
    [until]: z.object({ [date]: z.object({ selected_date: day }) }),
    [why]: z.object({ [text]: z.object({ value: words }) }),
  }),
  z.transform((values) => ({
    kind: 'snooze' as const,
    until: values[until][date].selected_date,
    because: values[why][text].value,
  })),
);

const [whose, choice] = notMineFields.whose;
const [who, person] = notMineFields.who;
const [note, more] = notMineFields.note;
const notMine = z.pipe(
  z.object({
    [whose]: z.object({
      [choice]: z.object({ selected_option: z.object({ value: z.enum(['other', 'nobody'] satisfies Whose[]) }) }),
    }),
    [who]: z.object({ [person]: z.object({ selected_user: z.nullish(slackId) }) }),
    [note]: z.object({ [more]: z.object({ value: z.nullish(atMost) }) }),
  }),
  z.transform((values) => {
    const { selected_user: slackUserId } = values[who][person];
    const { value: helps } = values[note][more];
    return {
      kind: 'not mine' as const,
      whose: values[whose][choice].selected_option.value,
      ...(slackUserId && { who: slackUserId }),
      ...(helps && { note: helps }),
    };
  }),
);

const [reason, said] = freezeFields.why;
const freeze = z.pipe(
  z.object({ [reason]: z.object({ [said]: z.object({ value: words }) }) }),
  z.transform((values) => ({ kind: 'freeze' as const, because: values[reason][said].value })),
);

/** By what Slack is told when a form is opened: its `callback_id`. */
const forms = new Map<string, Fields>([
  ['snooze', (values) => snooze.safeParse(values)],
  ['freeze', (values) => freeze.safeParse(values)],
  ['not_mine', (values) => notMine.safeParse(values)],
]);
