import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { restore } from '../steps/restore';

const { ledger, limits } = ledgerPorts();
const { inspector, restorer } = keyPorts(config());

export const handler = logging(
  'restore',
  restore({ clock, ids, ledger, limits, inspector, restorer, steps: stepInvoker() }),
);
