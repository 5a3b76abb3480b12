import { slackWhisperer } from '../adapters/slack-whisper';
import { clock, config, ids, keyPorts, ledgerPorts, logging } from '../composition';
import { slackEnqueue } from '../slack-enqueue';

const settings = config();
const { ledger, control } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = logging(
  'slack-enqueue',
  slackEnqueue({
    clock,
    ids,
    config: settings,
    ledger,
    control,
    inspector,
    whisperer: slackWhisperer(),
  }),
);
