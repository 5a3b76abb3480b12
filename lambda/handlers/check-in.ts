import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { checkIn } from '../steps/check-in';

const settings = config();
const { ledger } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = logging(
  'check-in',
  checkIn({ clock, ids, config: settings, ledger, inspector, steps: stepInvoker() }),
);
