import * as z from 'zod';
import { openForm } from './slack-views/open-form';
import type { FormPorts } from './slack-views/open-form';

/** As `ViewInput` says; what a Lambda is given is checked all the same. */
const viewInput = z.object({
  show: z.enum(['snooze', 'not mine', 'evidence']),
  key: z.string(),
  retirementId: z.string(),
  to: z.object({
    slackUserId: z.string(),
    channel: z.string(),
    triggerId: z.string(),
    responseUrl: z.string().exactOptional(),
  }),
});

/**
 * Shows people what takes Slack's token: modals, at the press of a button. The door has none, and answers before Slack could
 * (docs/decisions/0011). It writes nothing and touches no key.
 */
export const slackViews =
  (ports: FormPorts) =>
  async (event: unknown): Promise<void> => {
    await openForm(viewInput.parse(event), ports);
  };
