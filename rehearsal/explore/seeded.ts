import { meetings } from './pairs';
import { plays } from './plays';
import { idOf, scheduleOf } from './schedule';
import type { Schedule } from './schedule';
import { attempt, singles } from './search';
import type { Finding, Tried } from './search';

/** What a search in a product with a seeded fault came to: the first schedule that shows it, if one does. */
export interface SeedSearch {
  found?: Finding;
  tried: number;
}

/**
 * Tries the schedules given first, then every play, then single harms from all over the plays and the pairs that those
 * teach, by turns; so many schedules at most.
 */
export async function searchSeeded(first: readonly string[], most: number): Promise<SeedSearch> {
  let tried = 0;
  const show = async (schedule: Schedule, learn = false): Promise<Tried | undefined> => {
    tried += 1;
    return shown(schedule, learn);
  };
  for (const schedule of [...first.map(scheduleOf), ...Object.keys(plays).map((play) => ({ play, harms: [] }))]) {
    const result = await show(schedule);
    if (result && result.violations.length > 0) return { found: findingOf(result), tried };
  }
  const pairs = new Map<string, Schedule>();
  const seen = new Set<string>();
  for (const { single, base } of await spread()) {
    if (tried >= most) break;
    const one = await show(single, true);
    if (one && one.violations.length > 0) return { found: findingOf(one), tried };
    for (const { schedule, meets } of one ? meetings(base.learned, one.learned) : []) {
      if (!seen.has(meets)) pairs.set(idOf(schedule), schedule);
      seen.add(meets);
    }
    const pair = someOf(pairs, tried);
    const two = pair && (await show(pair));
    if (two && two.violations.length > 0) return { found: findingOf(two), tried };
  }
  return { tried };
}

const findingOf = ({ id, violations }: Tried): Finding => ({ id, violations });

/** One from anywhere among them, taken out: neighbours are alike. */
function someOf(schedules: Map<string, Schedule>, n: number): Schedule | undefined {
  const id = [...schedules.keys()][(n * STRIDE) % schedules.size];
  const schedule = id === undefined ? undefined : schedules.get(id);
  if (id !== undefined) schedules.delete(id);
  return schedule;
}

/** A stride that no list's length is a multiple of. */
const STRIDE = 101;

/** All single harms of all plays, neighbours far from each other. */
async function spread(): Promise<{ single: Schedule; base: Tried }[]> {
  const all: { single: Schedule; base: Tried }[] = [];
  for (const play of Object.keys(plays)) {
    const base = await attempt({ play, harms: [] });
    for (const single of (await singles(play)).filter(({ harms }) => harms.length > 0)) all.push({ single, base });
  }
  return Array.from({ length: STRIDE }, (_, from) => all.filter((_, i) => i % STRIDE === from)).flat();
}

async function shown(schedule: Schedule, learn: boolean): Promise<Tried | undefined> {
  try {
    return await attempt(schedule, learn);
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
