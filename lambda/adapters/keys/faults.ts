import type { Reading } from '../../core/ports';
import { saying } from '../faults';

export const isNoSuchEntity = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NoSuchEntityException' || error.name === 'NoSuchEntity');

/** A read that failed or took too long is "unknown", whatever the reason: never "empty". */
export async function reading<T>(milliseconds: number, read: (signal: AbortSignal) => Promise<T>): Promise<Reading<T>> {
  try {
    return { known: true, value: await read(AbortSignal.timeout(milliseconds)) };
  } catch (error) {
    return { known: false, why: saying(error) };
  }
}
