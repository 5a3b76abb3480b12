import { clock, config, ids, keyPorts, ledgerPorts, stepInvoker } from '../composition';
import { deleteKey } from '../steps/delete-key';

const { ledger, limits } = ledgerPorts();
const { inspector, deleter } = keyPorts(config());

export const handler = deleteKey({ clock, ids, ledger, limits, inspector, deleter, steps: stepInvoker() });
