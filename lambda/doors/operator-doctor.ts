import { liveStatuses } from '../core/head';
import type { ChannelNamed, Heads, SlackDoctor } from '../core/ports';
import { reply } from './operator-request';
import type { OperatorReply } from './operator-request';

export interface DoctorPorts {
  heads: Pick<Heads, 'byStatus'>;
  doctor: SlackDoctor;
}

/** What Slack lacks. The doctor cannot read the ledger, so it is told which channels answer for keys. */
export async function examineSlack({ heads, doctor }: DoctorPorts): Promise<OperatorReply> {
  const { channels, more } = await channelsThatAnswer(heads);
  return reply(200, { findings: await doctor.examine(channels), ...(more > 0 && { more }) });
}

/** So many are looked at: each is a call of Slack. */
const MOST_CHANNELS = 30;

async function channelsThatAnswer(heads: DoctorPorts['heads']): Promise<{ channels: ChannelNamed[]; more: number }> {
  const found = new Map<string, string>();
  for (const status of liveStatuses) {
    for await (const { ownerId, owner } of heads.byStatus(status)) {
      if (ownerId !== undefined && /^[CG#]/.test(ownerId)) found.set(ownerId, owner);
    }
  }
  const all = [...found].map(([id, name]) => ({ id, name }));
  return { channels: all.slice(0, MOST_CHANNELS), more: Math.max(0, all.length - MOST_CHANNELS) };
}
