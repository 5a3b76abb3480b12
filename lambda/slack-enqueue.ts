import * as z from 'zod';
import { foreign } from './core/notices/mrkdwn';
import type { Whisperer } from './core/ports';
import { enqueueRows } from './doors/operator-enqueue';
import type { EnqueuePorts } from './doors/operator-enqueue';
import { actorOf } from './doors/slack-acts';
import { commandWords, inBoth } from './doors/slack-command-words';

interface Ports extends EnqueuePorts {
  whisperer: Whisperer;
}

/** As `EnqueueInput` says; what a Lambda is given is checked all the same. */
const enqueueInput = z.object({
  keyId: z.string(),
  reason: z.string(),
  by: z.object({
    slackUserId: z.string(),
    name: z.string().exactOptional(),
    channel: z.string(),
    responseUrl: z.string().exactOptional(),
  }),
});

/**
 * Enqueues a key for an operator who asked for it in Slack, by the rules of the operator door, and tells them what came of it. It is a
 * function of its own: the Slack door must not look into member accounts, and whoever may invoke the operator door may call
 * themselves any operator (docs/decisions/0013).
 */
export const slackEnqueue =
  (ports: Ports) =>
  async (event: unknown): Promise<void> => {
    const { keyId, reason, by } = enqueueInput.parse(event);
    const { slackUserId, name, channel, responseUrl } = by;
    const said = await enqueued({ keyId, reason }, { id: slackUserId, ...(name && { name }) }, ports);
    if (responseUrl) await ports.whisperer.whisper({ responseUrl, channel, user: slackUserId }, inBoth(said));
  };

async function enqueued(
  row: { keyId: string; reason: string },
  user: { id: string; name?: string },
  ports: Ports,
): Promise<readonly [string, string]> {
  // The door has looked already; but this is what the right to enqueue rests on.
  if (!ports.config.operators?.some(({ slackUserId }) => slackUserId === user.id)) return commandWords.operatorsOnly;
  const [result] = await enqueueRows([row], actorOf(user), ports);
  // Reasons and names of others stand in what is said.
  return result?.ok
    ? commandWords.enqueued(row.keyId, result.note && foreign(result.note, 500))
    : commandWords.notEnqueued(row.keyId, result && foreign(result.error, 1000));
}
