import { clock, config, ids, ledgerPorts, logging, workflow } from '../composition';
import { dispatch } from '../dispatch';

const { ledger, heads } = ledgerPorts();

const run = dispatch({ clock, ids, config: config(), ledger, heads, workflow: workflow() });

/** What could not be done for some keys is a failure that is seen, once all others are served; it runs again by its schedule. */
export const handler = logging('dispatch', async (): Promise<void> => {
  const { problems } = await run();
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
