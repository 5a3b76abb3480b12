import { plays } from './plays';
import { scheduleOf } from './schedule';
import type { Schedule } from './schedule';
import { attempt, singles } from './search';
import type { Finding } from './search';

/** What a search in a product with a seeded fault came to: the first schedule that shows it, if one does. */
export interface SeedSearch {
  found?: Finding;
  tried: number;
}

/** Tries the schedules given first, then every play, then single harms from all over the plays, for so many schedules. */
export async function searchSeeded(first: readonly string[], most: number): Promise<SeedSearch> {
  let tried = 0;
  for await (const schedule of inTurn(first)) {
    if (tried >= most) break;
    tried += 1;
    const found = await shows(schedule);
    if (found) return { found, tried };
  }
  return { tried };
}

async function* inTurn(first: readonly string[]): AsyncGenerator<Schedule> {
  yield* first.map(scheduleOf);
  yield* Object.keys(plays).map((play) => ({ play, harms: [] }));
  for (const play of Object.keys(plays)) yield* spread(await singles(play));
}

/** A stride that no list's length is a multiple of: neighbours are alike, so they come late. */
const STRIDE = 101;

function* spread(schedules: readonly Schedule[]): Generator<Schedule> {
  for (let from = 0; from < STRIDE; from++) {
    for (let i = from; i < schedules.length; i += STRIDE) yield schedules[i] as Schedule;
  }
}

async function shows(schedule: Schedule): Promise<Finding | undefined> {
  try {
    const { id, violations } = await attempt(schedule);
    return violations.length > 0 ? { id, violations } : undefined;
  } catch (error) {
    // The fault has made the run shorter: this harm is not come to any more.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

// Bundled with a fault in it, and run by bin/seeds.ts.
if (require.main === module) {
  const [most = '0', ...first] = process.argv.slice(2);
  void searchSeeded(first, Number(most)).then((search) => process.stdout.write(JSON.stringify(search)));
}
