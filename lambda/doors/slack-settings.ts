import * as z from 'zod/mini';
import type { Config } from '../core/config';

/** What the Slack door reads of the configuration. */
export type SlackSettings = Pick<Config, 'operators'> & { slack: Pick<Config['slack'], 'workspace' | 'enterprise'> };

/**
 * The door's part of the configuration, which was checked as a whole when the stack was made: to check all of it here again
 * (every ritual, every date, the time zone) would take a third of the time that the door needs to start.
 */
export const slackSettings = (json: string): SlackSettings => settings.parse(JSON.parse(json));

const text = z.string().check(z.minLength(1));
const settings = z.object({
  slack: z.object({ workspace: text, enterprise: z.exactOptional(text) }),
  operators: z.exactOptional(z.array(z.object({ slackUserId: text, name: text }))),
});
