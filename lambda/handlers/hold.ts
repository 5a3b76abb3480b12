import { clock, config, ids, ledgerPorts, waker } from '../composition';
import { hold } from '../steps/hold';

const { ledger, holds } = ledgerPorts();

export const handler = hold({ clock, ids, config: config(), ledger, holds, waker: waker() });
