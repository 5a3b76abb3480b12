import { clock, config, ids, keyPorts, ledgerPorts, stepInvoker } from '../composition';
import { checkIn } from '../steps/check-in';

const settings = config();
const { ledger } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = checkIn({ clock, ids, config: settings, ledger, inspector, steps: stepInvoker() });
