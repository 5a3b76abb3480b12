import type { Learned } from './generate';
import { meetings, teaches } from './pairs';
import { idOf, scheduleOf } from './schedule';
import { attempt } from './search';
import type { Finding } from './search';

/** Schedules to play, by their ids; `learn`: and to say what an act would meet in each. */
export interface Job {
  ids: readonly string[];
  learn: boolean;
}

/** What a job came to. `broke`: why it came to nothing. */
export interface Answer {
  violations: Finding[];
  meetings: { id: string; meets: string }[];
  broke?: string;
}

const bases = new Map<string, Promise<Learned>>();

/** The play without harm, once for each process. */
function baseOf(play: string): Promise<Learned> {
  const base = bases.get(play) ?? attempt({ play, harms: [] }).then(({ learned }) => learned);
  bases.set(play, base);
  return base;
}

async function carryOut({ ids, learn }: Job): Promise<Answer> {
  const answer: Answer = { violations: [], meetings: [] };
  for (const id of ids) {
    const schedule = scheduleOf(id);
    const learns = learn && teaches(schedule);
    const { learned, violations } = await attempt(schedule, learns);
    if (violations.length > 0) answer.violations.push({ id, violations });
    if (!learns) continue;
    for (const met of meetings(await baseOf(schedule.play), learned)) {
      answer.meetings.push({ id: idOf(met.schedule), meets: met.meets });
    }
  }
  return answer;
}

process.on('message', (job: Job) => {
  void carryOut(job)
    .catch((error: unknown): Answer => ({
      violations: [],
      meetings: [],
      broke: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((answer) => process.send?.(answer));
});
