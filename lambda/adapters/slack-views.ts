import * as z from 'zod';
import type { Views } from '../core/ports';
import { whySlackRefused } from './slack-call';
import type { SlackCall } from './slack-call';

/** Modals and Home tabs by Slack's Web API. */
export const viewsOver = (call: SlackCall): Views => ({
  async open(triggerId, view) {
    try {
      await call('views.open', { trigger_id: triggerId, view }, z.unknown());
      return 'opened';
    } catch (error) {
      const why = whySlackRefused(error);
      // An earlier try of this call has opened it, and its answer was lost.
      if (why === 'exchanged_trigger_id') return 'opened';
      if (why && tooLate.includes(why)) return 'too late';
      throw error;
    }
  },
  async publish(slackUserId, view) {
    await call('views.publish', { user_id: slackUserId, view }, z.unknown());
  },
});

const tooLate = ['expired_trigger_id', 'trigger_expired'];
