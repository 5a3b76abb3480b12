import type { Head, Status } from './core/head';
import type { Heads } from './core/ports';

type Failed = (error: unknown) => void;

/** What a list holds, up to where it breaks off: that is told to `failed`, and hides nothing of what is listed next. */
export async function* asFarAsListed<T>(items: AsyncIterable<T>, failed: Failed): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    failed(error);
  }
}

/** The HEADs that have one of these statuses, in their order. */
export async function* headsOf(
  statuses: readonly Status[],
  { byStatus }: Pick<Heads, 'byStatus'>,
  failed: Failed,
): AsyncGenerator<Head> {
  for (const status of statuses) yield* asFarAsListed(byStatus(status), failed);
}
