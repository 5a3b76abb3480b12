import { clock, config, ids, keyPorts, ledgerPorts, logging, stepInvoker } from '../composition';
import { deactivate } from '../steps/deactivate';

const settings = config();
const { ledger, limits, control } = ledgerPorts();
const { inspector, deactivator } = keyPorts(settings);

export const handler = logging(
  'deactivate',
  deactivate({
    clock,
    ids,
    config: settings,
    ledger,
    limits,
    control,
    inspector,
    deactivator,
    steps: stepInvoker(),
  }),
);
