import * as z from 'zod';
import { Unavailable } from '../core/errors';
import type { Reading, RefusedBySlack, SlackSetup } from '../core/ports';
import { whySlackRefused } from './slack-call';
import type { SlackCall } from './slack-call';

/** What Slack tells of the app's own setting up. */
export const setupOver = (call: SlackCall): SlackSetup => ({
  identity: () =>
    reading(async () => {
      const { team, team_id, enterprise_id, response_metadata } = await call('auth.test', {}, tested);
      return {
        workspace: team_id,
        workspaceName: team,
        ...(enterprise_id && { organisation: enterprise_id }),
        scopes: response_metadata.scopes,
      };
    }),
  membership: (channel) =>
    reading(async () => {
      // Nothing is older than that: it is refused to who is not in it, and answered with no message to who is.
      await call('conversations.history', { channel, latest: '1', limit: 1 }, z.unknown());
      return 'in it' as const;
    }),
});

const tested = z.object({
  team: z.string().default(''),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  // Slack's client puts the header x-oauth-scopes there.
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).prefault({}),
});

async function reading<T>(ask: () => Promise<T>): Promise<Reading<T | RefusedBySlack>> {
  try {
    return { known: true, value: await ask() };
  } catch (error) {
    const refused = error instanceof Unavailable ? undefined : whySlackRefused(error);
    if (refused) return { known: true, value: { refused } };
    return { known: false, why: error instanceof Error ? error.message : String(error) };
  }
}
