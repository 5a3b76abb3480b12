import { slackWhisperer } from '../adapters/slack-whisper';
import { clock, config, ledgerPorts, slackViewPorts } from '../composition';
import { slackViews } from '../slack-views';

const { ledger } = ledgerPorts();

export const handler = slackViews({
  clock,
  config: config(),
  ledger,
  ...slackViewPorts(),
  whisperer: slackWhisperer(),
});
