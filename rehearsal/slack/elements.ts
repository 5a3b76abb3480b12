import * as z from 'zod';

// Composition objects and elements of Block Kit. Strict: what we never send is a mistake.

export const id = z.string().min(1).max(255);

export const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });

export const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });

const named = { action_id: id };
const placeholder = { placeholder: plainText(150).optional() };
const focus = { focus_on_load: z.boolean().optional() };

const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});
/** Radio buttons and checkboxes may have bold words. */
const choice = option.extend({
  text: z.union([plainText(75), mrkdwn(75)]),
  description: z.union([plainText(75), mrkdwn(75)]).optional(),
});

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  ...named,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...named,
  options: z
    .array(option.extend({ url: z.string().max(3000).optional() }))
    .min(1)
    .max(5),
});

const time = z.string().regex(/^\d\d:\d\d$/);

/** Slack compares them as they stand. */
const beginsWithAnOption = ({ options, initial_option: first }: { options: unknown[]; initial_option?: unknown }) =>
  first === undefined || options.some((one) => JSON.stringify(one) === JSON.stringify(first));
const NO_OPTION = 'initial_option is none of the options';

/** What is chosen rather than typed: in sections, actions and inputs. */
export const choosers = [
  z
    .strictObject({
      ...{ type: z.literal('static_select'), ...named, ...placeholder, ...focus },
      options: z.array(option).min(1).max(100),
      initial_option: option.optional(),
    })
    .refine(beginsWithAnOption, NO_OPTION),
  z.strictObject({
    ...{ type: z.literal('users_select'), ...named, ...placeholder, ...focus },
    initial_user: z.string().optional(),
  }),
  z.strictObject({
    ...{ type: z.literal('datepicker'), ...named, ...placeholder, ...focus },
    initial_date: z.iso.date().optional(),
  }),
  z.strictObject({
    ...{ type: z.literal('timepicker'), ...named, ...placeholder, ...focus },
    initial_time: time.optional(),
  }),
  z
    .strictObject({
      ...{ type: z.literal('radio_buttons'), ...named, ...focus },
      options: z.array(choice).min(1).max(10),
      initial_option: choice.optional(),
    })
    .refine(beginsWithAnOption, NO_OPTION),
  z.strictObject({
    ...{ type: z.literal('checkboxes'), ...named, ...focus },
    options: z.array(choice).min(1).max(10),
    initial_options: z.array(choice).min(1).max(10).optional(),
  }),
] as const;

/** What is typed: in inputs only. */
export const typed = [
  z.strictObject({
    ...{ type: z.literal('plain_text_input'), ...named, ...placeholder, ...focus },
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    dispatch_action_config: z
      .strictObject({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).max(2),
      })
      .optional(),
  }),
] as const;
