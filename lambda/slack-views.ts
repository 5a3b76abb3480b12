import * as z from 'zod';
import { answerCommand } from './slack-views/answer-command';
import type { LookPorts } from './slack-views/look';
import { openForm } from './slack-views/open-form';
import type { FormPorts } from './slack-views/open-form';
import { showHome } from './slack-views/show-home';

const asker = z.object({ slackUserId: z.string(), channel: z.string(), responseUrl: z.string(), stop: z.string() });

/** As `ViewInput` and `Glance` say; what a Lambda is given is checked all the same. */
const input = z.discriminatedUnion('show', [
  z.object({
    show: z.enum(['snooze', 'not mine', 'evidence', 'freeze']),
    key: z.string(),
    retirementId: z.string(),
    to: z.object({
      slackUserId: z.string(),
      channel: z.string(),
      triggerId: z.string(),
      responseUrl: z.string().exactOptional(),
    }),
  }),
  z.object({ show: z.literal('home'), to: z.object({ slackUserId: z.string() }) }),
  z.object({ show: z.literal('status'), to: asker }),
  z.object({ show: z.literal('key'), key: z.string(), to: asker }),
]);

/**
 * Shows people what takes Slack's token: modals, at the press of a button; their Home tab; what they ask for with a command, in
 * their language. The door has none, and answers before Slack could (docs/decisions/0011). It writes nothing and touches no key.
 */
export const slackViews =
  (ports: FormPorts & LookPorts) =>
  async (event: unknown): Promise<void> => {
    const asked = input.parse(event);
    switch (asked.show) {
      case 'home':
        return showHome(asked.to.slackUserId, ports);
      case 'status':
      case 'key':
        return answerCommand(asked, ports);
      default:
        return openForm(asked, ports);
    }
  };
