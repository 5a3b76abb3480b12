import type { Status } from './core/head';
import type { Heads } from './core/ports';

/**
 * The keys whose HEADs have one of these statuses, in their order. A status that cannot be listed to its end does not hide the
 * keys of the others: it is told to `failed`.
 */
export async function* keyIdsOf(
  statuses: readonly Status[],
  { byStatus }: Pick<Heads, 'byStatus'>,
  failed: (error: unknown) => void,
): AsyncGenerator<string> {
  for (const status of statuses) {
    try {
      for await (const { keyId } of byStatus(status)) yield keyId;
    } catch (error) {
      failed(error);
    }
  }
}
