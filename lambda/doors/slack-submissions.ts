import * as z from 'zod/mini';
import { snoozeFields } from '../core/notices/forms';
import { LONGEST_ANSWER } from '../core/notices/inputs';
import { languages } from '../core/notices/language';
import { ignored, malformed, shown, unreadable } from './slack-request';
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
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_ANSWER));

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

/** By what Slack is told when a form is opened: its `callback_id`. */
const forms = new Map<string, Fields>([['snooze', (values) => snooze.safeParse(values)]]);
