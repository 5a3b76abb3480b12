import { clock, config, ids, keyPorts, ledgerPorts, messenger } from '../composition';
import { giveNotice } from '../steps/give-notice';

const settings = config();
const { ledger, threads, references, control } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = giveNotice({
  clock,
  ids,
  config: settings,
  ledger,
  threads,
  references,
  control,
  inspector,
  messenger: messenger(),
});
