import * as z from 'zod';

const id = z.string().min(1).max(255);
const entered = z.union([z.string().max(3000), z.array(z.string().max(150)).max(10).readonly(), z.null()]);
const filled = z.record(id, z.record(id, entered));
/** Up to ten days a second. */
const pace = z.number().positive().max(864_000);

export const deed = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('play'), pace }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('leap'), to: z.enum(['event', 'stage', 'day']) }),
  z.strictObject({
    ...{ do: z.literal('act'), as: id, block: id, action: id },
    on: z.union([z.strictObject({ channel: id, ts: id }), z.strictObject({ view: id })]),
    entered: entered.optional(),
    filled: filled.optional(),
  }),
  z.strictObject({ do: z.literal('submit'), as: id, view: id, filled }),
  z.strictObject({ do: z.literal('close'), as: id, view: id }),
  z.strictObject({ do: z.literal('reply'), as: id, channel: id, ts: id, text: z.string().trim().min(1).max(4000) }),
  // What is typed as a command, with its name: `/keysunset status`.
  z.strictObject({ do: z.literal('command'), as: id, channel: id, text: z.string().trim().min(2).max(4000) }),
  z.strictObject({ do: z.literal('open home'), as: id }),
]);

/** What the page may ask for: to steer time, and what people do in Slack. */
export type Deed = z.infer<typeof deed>;

/** What came of it: what to correct in a modal, by block; or what Slack would say where it went wrong. */
export interface Done {
  errors?: Record<string, string>;
  problem?: string;
}
