import * as z from 'zod';
import type { Whisperer } from './core/ports';
import { enqueueRows } from './doors/operator-enqueue';
import type { EnqueuePorts } from './doors/operator-enqueue';
import { actorOf } from './doors/slack-acts';
import { commandWords } from './doors/slack-command-words';

interface Ports extends EnqueuePorts {
  whisperer: Whisperer;
}

/** As `EnqueueInput` says; what a Lambda is given is checked all the same. */
const enqueueInput = z.object({
  keyId: z.string(),
  again: z.literal(true).exactOptional(),
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
    const { by, ...row } = enqueueInput.parse(event);
    const { slackUserId, name, channel, responseUrl } = by;
    const said = await enqueued(row, { id: slackUserId, ...(name && { name }) }, ports);
    if (responseUrl) await ports.whisperer.whisper({ responseUrl, channel, user: slackUserId }, said);
  };

async function enqueued(
  row: { keyId: string; again?: true; reason: string },
  user: { id: string; name?: string },
  ports: Ports,
): Promise<string> {
  // The door has looked already; but this is what the right to enqueue rests on.
  if (!ports.config.operators?.some(({ slackUserId }) => slackUserId === user.id)) return commandWords.operatorsOnly;
  const [result] = await enqueueRows([row], actorOf(user), ports);
  const now = ports.clock.now();
  return result?.ok
    ? commandWords.enqueued(row.keyId, result.notes, now)
    : commandWords.notEnqueued(row.keyId, result?.why, now);
}
