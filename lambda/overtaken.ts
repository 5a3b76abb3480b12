import { LostRace } from './core/errors';

/** Reads, decides and appends; and all of it again for as long as another writer is quicker. */
export async function againWhenOvertaken<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
    }
  }
}
