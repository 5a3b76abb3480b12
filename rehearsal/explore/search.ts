import { oneMore } from './generate';
import type { Learned } from './generate';
import { judge } from './judge';
import { plays } from './plays';
import { idOf } from './schedule';
import type { Harm, Schedule } from './schedule';
import { play } from './stage';

/** What a schedule came to. */
export interface Tried {
  id: string;
  violations: readonly string[];
  learned: Learned;
}

/** Plays one schedule and judges it. Throws where a harm is never come to: nothing would have been tried. */
export async function attempt(schedule: Schedule, learn = false): Promise<Tried> {
  const played = await play(schedule, learn);
  const { calls, runs } = played.saboteur;
  const learned = { schedule, calls, runs };
  const id = idOf(schedule);
  const beyond = schedule.harms.find(({ at }) => isBeyond(at, learned));
  if (beyond && !played.broke) {
    throw new RangeError(
      `${id} never comes to its “${beyond.do}”: it has ${calls.length} calls, ${runs.length} runs of handlers and ` +
        `${calls.at(-1)?.second ?? 0} seconds. Wanted: a harm within them.`,
    );
  }
  return { id, violations: await judge(played), learned };
}

function isBeyond(at: Harm['at'], { calls, runs }: Learned): boolean {
  if ('call' in at) return at.call > calls.length;
  if ('run' in at) return at.run > runs.length;
  return at.second > (calls.at(-1)?.second ?? 0);
}

/** Every schedule with one harm, of every play, or of one. */
export async function singles(only?: string): Promise<Schedule[]> {
  const schedules: Schedule[] = [];
  for (const name of only === undefined ? Object.keys(plays) : [only]) {
    const base = { play: name, harms: [] };
    const { learned } = await attempt(base);
    schedules.push(base, ...oneMore(learned));
  }
  return schedules;
}

/** What a search came to. */
export interface Explored {
  schedules: number;
  /** How many schedules did each kind of harm. */
  kinds: Record<string, number>;
  violations: Finding[];
}

/** A schedule that left something behind. */
export interface Finding {
  id: string;
  violations: readonly string[];
}

/** Plays each schedule, and keeps what went wrong. */
export async function explore(schedules: readonly Schedule[]): Promise<Explored> {
  const found: Finding[] = [];
  for (const schedule of schedules) {
    const { id, violations } = await attempt(schedule);
    if (violations.length > 0) found.push({ id, violations });
  }
  return exploredOf(schedules, found);
}

/** What was tried, counted by its kinds, and what was found. */
export function exploredOf(schedules: readonly Schedule[], violations: Finding[]): Explored {
  const kinds: Record<string, number> = {};
  for (const { do: kind } of schedules.flatMap(({ harms }) => harms)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { schedules: schedules.length, kinds, violations };
}
