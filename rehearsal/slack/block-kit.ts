import * as z from 'zod';

/** What Slack would say against these blocks; empty where it takes them. Strict: what we never send is a mistake. */
export function problemsOf(blocks: unknown): string[] {
  const checked = messageBlocks.safeParse(blocks);
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
  z.strictObject({ type: z.literal('actions'), block_id: id.optional(), elements: z.array(button).min(1).max(25) }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
]);

const messageBlocks = z
  .array(block)
  .max(50)
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
