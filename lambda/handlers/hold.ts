import { clock, config, ids, ledgerPorts, logging, waker } from '../composition';
import { hold } from '../steps/hold';

const { ledger, holds } = ledgerPorts();

export const handler = logging('hold', hold({ clock, ids, config: config(), ledger, holds, waker: waker() }));
