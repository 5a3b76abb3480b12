import { fakeLedger } from '../../rehearsal/ledger/fake';
import { startDynalite, type Dynalite } from '../../rehearsal/ledger/dynalite';
import { dynalitePorts } from '../lambda/adapters/ledger/on-dynalite';
import { ledgerContract } from './ledger';

let server: Dynalite;
let ledgers = 0;
beforeAll(async () => {
  server = await startDynalite('unused');
});
afterAll(() => server.stop());

ledgerContract('the ledger in memory', async () => fakeLedger());

// Pages of three rows, so that whatever reads only the first page fails.
ledgerContract('the ledger in DynamoDB', () => dynalitePorts(server, `ledger-${++ledgers}`, { pageSize: 3 }));
