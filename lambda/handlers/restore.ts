import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { restore } from '../steps/restore';

const { ledger, limits } = ledgerPorts();
const settings = config();
const { inspector, restorer } = keyPorts(settings);

export const handler = logging(
  'restore',
  restore({ config: settings, clock, ids, ledger, limits, inspector, restorer, steps: stepInvoker() }),
);
