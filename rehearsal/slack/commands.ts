import * as z from 'zod';
import type { DoorResponse } from '../../lambda/doors/slack';
import type { SlackModel, SlackUser } from './model';

const answered = z.object({
  response_type: z.literal('ephemeral'),
  text: z.string(),
  blocks: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** Shows whoever typed a command what the app answered: nothing where that is empty, and Slack's own words where it failed. */
export function afterCommand(
  slack: SlackModel,
  { id }: SlackUser,
  channel: string,
  { status, body }: DoorResponse,
): void {
  if (status !== 200) {
    slack.whisper(channel, id, { text: '/keysunset failed with the error "dispatch_failed"' });
    return;
  }
  if (body === '') return;
  const { text, blocks } = answered.parse(JSON.parse(body));
  slack.whisper(channel, id, { text, ...(blocks && { blocks }) });
}
