import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { openGate } from '../steps/open-gate';

const settings = config();
const { ledger, limits, control } = ledgerPorts();
const { inspector } = keyPorts(settings);

export const handler = logging(
  'open-gate',
  openGate({
    clock,
    ids,
    config: settings,
    ledger,
    limits,
    control,
    inspector,
    steps: stepInvoker(),
  }),
);
