import { noLimit } from '../adapters/time-limit';
import {
  clock,
  config,
  doctor,
  hubAccount,
  ids,
  keyPorts,
  ledgerPorts,
  logging,
  setupOfMembers,
  stepInvoker,
  waker,
} from '../composition';
import { operatorDoor } from '../doors/operator';
import { requestStop } from '../doors/request-stop';
import { takeAnswer } from '../doors/take-answer';

const settings = config();
const { ledger, heads, holds, control } = ledgerPorts();
const { inspector } = keyPorts(settings);
const steps = stepInvoker();
const answering = { ledger, holds, waker: waker(), steps, clock, ids, timeLimit: noLimit };

export const handler = logging(
  'operator-door',
  operatorDoor({
    clock,
    ids,
    config: settings,
    ledger,
    heads,
    control,
    inspector,
    steps,
    requestStop: requestStop(answering),
    takeAnswer: takeAnswer({ ...answering, config: settings }),
    doctor: doctor(),
    memberSetup: setupOfMembers(settings),
    hubAccount: hubAccount(),
  }),
);
