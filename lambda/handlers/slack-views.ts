import { slackWhisperer } from '../adapters/slack-whisper';
import { clock, config, ledgerPorts, logging, slackViewPorts } from '../composition';
import { slackViews } from '../slack-views';

const { ledger, heads, control } = ledgerPorts();

export const handler = logging(
  'slack-views',
  slackViews({
    clock,
    config: config(),
    ledger,
    heads,
    control,
    ...slackViewPorts(),
    whisperer: slackWhisperer(),
  }),
);
