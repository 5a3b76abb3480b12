import type { Waker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { wake } from '../wake';
import type { WakingPorts } from '../wake';

/** `false`: it could not be woken, for whatever reason, and there is another way. */
export async function woken<How extends keyof Waker>(
  retirement: Retirement,
  how: How,
  ports: WakingPorts<How>,
): Promise<boolean> {
  try {
    return await wake(retirement, how, ports);
  } catch {
    return false;
  }
}
