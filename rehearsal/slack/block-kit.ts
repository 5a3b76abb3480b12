import * as z from 'zod';

/** What Slack would say against these blocks; empty where it takes them. Strict: what we never send is a mistake. */
export const problemsOf = (blocks: unknown): string[] => problemsIn(messageBlocks, blocks);

/** The same of a modal or a Home tab. */
export const problemsOfView = (given: unknown): string[] => problemsIn(view, given);

function problemsIn(shape: z.ZodType, given: unknown): string[] {
  const checked = shape.safeParse(given);
  if (checked.success) return [];
  return checked.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
}

const id = z.string().min(1).max(255);
const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: id,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id,
  options: z.array(option).min(1).max(5),
});

const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    placeholder: plainText(150).optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    action_id: id,
    initial_date: z.iso.date().optional(),
    placeholder: plainText(150).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), action_id: id, placeholder: plainText(150).optional() }),
  z
    .strictObject({
      type: z.literal('radio_buttons'),
      action_id: id,
      options: z.array(option).min(1).max(10),
      initial_option: option.optional(),
    })
    .refine(
      ({ options, initial_option: first }) =>
        first === undefined || options.some((one) => JSON.stringify(one) === JSON.stringify(first)),
      'initial_option is none of the options',
    ),
]);

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: id.optional(), text: plainText(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id: id.optional(),
      text: mrkdwn(3000).optional(),
      fields: z.array(mrkdwn(2000)).min(1).max(10).optional(),
      accessory: button.optional(),
    })
    .refine(({ text, fields }) => text ?? fields, 'text or fields is required'),
  z.strictObject({
    type: z.literal('context'),
    block_id: id.optional(),
    elements: z.array(mrkdwn(3000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: id.optional(),
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow]))
      .min(1)
      .max(25),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
  z.strictObject({
    type: z.literal('input'),
    block_id: id.optional(),
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element,
  }),
]);

const blocks = (most: number) =>
  z
    .array(block)
    .max(most)
    .refine((all) => {
      const ids = all.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
      return new Set(ids).size === ids.length;
    }, 'block_id is not unique')
    .refine(
      (all) =>
        all.every((each) => {
          const actions = each.type === 'actions' ? each.elements.map(({ action_id }) => action_id) : [];
          return new Set(actions).size === actions.length;
        }),
      'action_id is not unique',
    );

const messageBlocks = blocks(50);

const view = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('modal'),
      title: plainText(24),
      close: plainText(24).optional(),
      submit: plainText(24).optional(),
      callback_id: z.string().max(255).optional(),
      private_metadata: z.string().max(3000).optional(),
      blocks: blocks(100),
    })
    .refine(
      ({ blocks: all, submit }) => submit !== undefined || !all.some(({ type }) => type === 'input'),
      'a modal with inputs needs a submit',
    ),
  z.strictObject({
    type: z.literal('home'),
    callback_id: z.string().max(255).optional(),
    private_metadata: z.string().max(3000).optional(),
    blocks: blocks(100),
  }),
]);
