import { changeFromRecord } from '../adapters/keys';
import { clock, config, ids, ledgerPorts, logging, waker } from '../composition';
import { hearChanges } from '../doors/hear-changes';

const { ledger, holds } = ledgerPorts();

export const handler = logging(
  'hear-changes',
  hearChanges({ clock, ids, config: config(), ledger, holds, waker: waker(), changeFromRecord }),
);
