import { limits, plain } from './blocks';
import type { Block } from './blocks';

/** A modal or a Home tab as Slack takes it, within its limits. */
export type View = Record<string, unknown> & { type: 'modal' | 'home'; blocks: readonly Block[] };

export interface Modal {
  title: string;
  close: string;
  /** A modal that only shows something has none. */
  form?: {
    submit: string;
    /** What Slack tells the door that was sent. */
    callbackId: string;
    /** Comes back with what was filled in. */
    metadata: string;
  };
  blocks: readonly Block[];
}

export const modal = ({ title, close, form, blocks }: Modal): View => ({
  type: 'modal',
  title: plain(title, limits.viewTitle),
  close: plain(close, limits.viewTitle),
  ...(form && {
    submit: plain(form.submit, limits.viewTitle),
    callback_id: form.callbackId,
    private_metadata: form.metadata,
  }),
  blocks: blocks.slice(0, limits.viewBlocks),
});

export const homeTab = (blocks: readonly Block[]): View => ({
  type: 'home',
  blocks: blocks.slice(0, limits.viewBlocks),
});
