import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { deleteKey } from '../steps/delete-key';

const { ledger, limits, control } = ledgerPorts();
const { inspector, deleter } = keyPorts(config());

export const handler = logging(
  'delete-key',
  deleteKey({ clock, ids, ledger, limits, control, inspector, deleter, steps: stepInvoker() }),
);
