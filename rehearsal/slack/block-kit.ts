import * as z from 'zod';
import { button, choosers, id, mrkdwn, overflow, plainText, typed } from './elements';

/** What Slack would say against these blocks; empty where it takes them. Strict: what we never send is a mistake. */
export const problemsOf = (blocks: unknown): string[] => problemsIn(blocksOf(50), blocks);

/** The same for a modal or a Home tab. */
export const problemsOfView = (view: unknown): string[] => problemsIn(anyView, view);

function problemsIn(schema: z.ZodType, given: unknown): string[] {
  const checked = schema.safeParse(given);
  if (checked.success) return [];
  return checked.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
}

const accessory = z.discriminatedUnion('type', [button, overflow, ...choosers]);

const styled = z.looseObject({ type: z.enum(['text', 'link', 'user', 'channel', 'emoji', 'date']) });
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(styled) });

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: id.optional(), text: plainText(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id: id.optional(),
      text: z.union([mrkdwn(3000), plainText(3000)]).optional(),
      fields: z
        .array(z.union([mrkdwn(2000), plainText(2000)]))
        .min(1)
        .max(10)
        .optional(),
      accessory: accessory.optional(),
    })
    .refine(({ text, fields }) => text ?? fields, 'text or fields is required'),
  z.strictObject({
    type: z.literal('context'),
    block_id: id.optional(),
    elements: z
      .array(z.union([mrkdwn(3000), plainText(3000)]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('actions'), block_id: id.optional(), elements: z.array(accessory).min(1).max(25) }),
  z.strictObject({
    type: z.literal('input'),
    block_id: id.optional(),
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [...choosers, ...typed]),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
  z.strictObject({
    type: z.literal('rich_text'),
    block_id: id.optional(),
    elements: z
      .array(
        z.discriminatedUnion('type', [
          richSection,
          z.strictObject({
            type: z.literal('rich_text_list'),
            style: z.enum(['bullet', 'ordered']),
            elements: z.array(richSection),
          }),
        ]),
      )
      .min(1),
  }),
]);

const blocksOf = (most: number) =>
  z
    .array(block)
    .max(most)
    .refine(
      (all) => unique(all.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))),
      'block_id is not unique',
    )
    .refine(
      (all) => all.every((each) => each.type !== 'actions' || unique(each.elements.map(({ action_id }) => action_id))),
      'action_id is not unique',
    );

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** In bytes, as JSON. */
const VIEW_SIZE = 250_000;

const shared = {
  blocks: blocksOf(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    ...shared,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(
    ({ blocks, submit }) => submit !== undefined || blocks.every(({ type }) => type !== 'input'),
    'submit is required where there are inputs',
  );

const anyView = z
  .discriminatedUnion('type', [modal, z.strictObject({ type: z.literal('home'), ...shared })])
  .refine((view) => Buffer.byteLength(JSON.stringify(view)) <= VIEW_SIZE, 'the view is too large');
