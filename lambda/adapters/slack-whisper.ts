import { Unavailable } from '../core/errors';
import type { Whisperer } from '../core/ports';
import { timeIsOver } from './time-limit';

/** Slack's own, and that of its GovSlack; nobody else is told anything, whatever a request says. */
const hooks = /^https:\/\/hooks\.slack(?:-gov)?\.com\//;

/** Posts to the response URL of an interaction: 5 times within 30 minutes, without a token and without Slack's client. */
export function slackWhisperer({ post = fetch }: { post?: typeof fetch } = {}): Whisperer {
  return {
    async whisper({ responseUrl }, text, blocks) {
      if (!hooks.test(responseUrl)) {
        throw new Error(`${responseUrl.slice(0, 60)} was given to answer to. Wanted: https://hooks.slack.com/…`);
      }
      const signal = timeIsOver();
      const answer = await post(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, ...(blocks && { blocks }) }),
        redirect: 'error',
        ...(signal && { signal }),
      });
      await answer.text();
      if (!answer.ok) throw new Unavailable(`Slack answered a response URL with HTTP ${answer.status}.`);
    },
  };
}
