import { liveStatuses } from '../core/head';
import type { ChannelNamed, Heads } from '../core/ports';

/** So many are looked at: each is a call of Slack. */
const MOST_CHANNELS = 30;

/** The channels that answer for keys under way, and how many more there are than are looked at. */
export async function channelsThatAnswer(
  heads: Pick<Heads, 'byStatus'>,
): Promise<{ channels: ChannelNamed[]; more: number }> {
  const found = new Map<string, string>();
  for (const status of liveStatuses) {
    for await (const { ownerId, owner } of heads.byStatus(status)) {
      if (ownerId !== undefined && /^[CG#]/.test(ownerId)) found.set(ownerId, owner);
    }
  }
  const all = [...found].map(([id, name]) => ({ id, name }));
  return { channels: all.slice(0, MOST_CHANNELS), more: Math.max(0, all.length - MOST_CHANNELS) };
}
