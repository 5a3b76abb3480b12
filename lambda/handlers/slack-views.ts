import { slackWhisperer } from '../adapters/slack-whisper';
import { clock, config, ledgerPorts, slackViewPorts } from '../composition';
import { slackViews } from '../slack-views';

const { ledger, heads, control } = ledgerPorts();

export const handler = slackViews({
  clock,
  config: config(),
  ledger,
  heads,
  control,
  ...slackViewPorts(),
  whisperer: slackWhisperer(),
});
