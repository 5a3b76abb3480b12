import {
  clock,
  config,
  ids,
  keyPorts,
  ledgerPorts,
  logging,
  metrics,
  stepInvoker,
  waker,
  workflow,
} from '../composition';
import { watchdog } from '../watchdog';

const settings = config();
const { ledger, heads, announcements, holds, control } = ledgerPorts();
const { inspector } = keyPorts(settings);

const run = watchdog({
  clock,
  ids,
  metrics,
  config: settings,
  ledger,
  heads,
  announcements,
  holds,
  control,
  inspector,
  workflow: workflow(),
  waker: waker(),
  steps: stepInvoker(),
});

/** What could not be done for some keys is a failure that is seen, once all others are served; it runs again by its schedule. */
export const handler = logging('watchdog', async (event: unknown): Promise<void> => {
  const { problems } = await run(event);
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
