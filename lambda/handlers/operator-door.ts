import { clock, config, ids, keyPorts, ledgerPorts, stepInvoker, waker } from '../composition';
import { operatorDoor } from '../doors/operator';
import { requestStop } from '../doors/request-stop';

const settings = config();
const { ledger, heads, holds, control } = ledgerPorts();
const { inspector } = keyPorts(settings);
const steps = stepInvoker();

export const handler = operatorDoor({
  clock,
  ids,
  config: settings,
  ledger,
  heads,
  control,
  inspector,
  requestStop: requestStop({ ledger, holds, waker: waker(), steps, clock, ids }),
});
