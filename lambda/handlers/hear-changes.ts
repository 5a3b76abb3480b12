import { changeFromRecord } from '../adapters/keys';
import { clock, config, ids, ledgerPorts, waker } from '../composition';
import { hearChanges } from '../doors/hear-changes';

const { ledger, holds } = ledgerPorts();

export const handler = hearChanges({ clock, ids, config: config(), ledger, holds, waker: waker(), changeFromRecord });
