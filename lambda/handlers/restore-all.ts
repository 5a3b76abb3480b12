import { clock, ids, ledgerPorts, logging, pause, stepInvoker } from '../composition';
import { restoreAll } from '../restore-all';

const { ledger, heads, control } = ledgerPorts();

const run = restoreAll({ clock, pause, ids, ledger, heads, control, steps: stepInvoker() });

/** What could not be done for some keys is a failure that is seen, once all others are served; Lambda runs it again. */
export const handler = logging('restore-all', async (event: unknown): Promise<void> => {
  const { problems } = await run(event);
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
