import { oneMore } from './generate';
import type { Learned } from './generate';
import { judge } from './judge';
import { plays } from './plays';
import { idOf } from './schedule';
import type { Schedule } from './schedule';
import { play } from './stage';

/** What a schedule came to. */
export interface Tried {
  id: string;
  violations: readonly string[];
  learned: Learned;
}

/** Plays one schedule and judges it. */
export async function attempt(schedule: Schedule): Promise<Tried> {
  const played = await play(schedule);
  const { calls, runs } = played.saboteur;
  return { id: idOf(schedule), violations: await judge(played), learned: { schedule, calls, runs } };
}

/** Every schedule with one harm, of every play. */
export async function singles(only?: string): Promise<Schedule[]> {
  const schedules: Schedule[] = [];
  for (const name of Object.keys(plays)) {
    if (only && name !== only) continue;
    const base = { play: name, harms: [] };
    const { learned } = await attempt(base);
    schedules.push(base, ...oneMore(learned));
  }
  return schedules;
}
