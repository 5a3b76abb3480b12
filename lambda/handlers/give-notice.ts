import { clock, config, ids, keyPorts, ledgerPorts, logging, messenger, pause } from '../composition';
import { giveNotice } from '../steps/give-notice';

const settings = config();
const { ledger, threads, places, digests, references, control } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = logging(
  'give-notice',
  giveNotice({
    clock,
    ids,
    config: settings,
    ledger,
    threads,
    places,
    digests,
    pause,
    references,
    control,
    inspector,
    messenger: messenger(),
  }),
);
