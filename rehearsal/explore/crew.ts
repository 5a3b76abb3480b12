import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inLanes } from '../../lambda/lanes';
import { idOf, scheduleOf } from './schedule';
import type { Schedule } from './schedule';
import { exploredOf, singles } from './search';
import type { Explored, Finding } from './search';
import type { Answer, Job } from './worker';

export interface ExploreOptions {
  /** Of one play only. */
  play?: string | undefined;
  /** One schedule with a single harm in so many. */
  every: number;
  /** One pair of harms in so many; 0: none. */
  pairs: number;
  /** How many processes play side by side. */
  workers: number;
  tell: (progress: Progress) => void;
}

/** How far a search is. */
export interface Progress {
  what: 'single harms' | 'pairs of harms';
  played: number;
  of: number;
  /** What the last schedules have left behind. */
  found: readonly Finding[];
}

/** What a search of singles and pairs came to. */
export interface ExploredAll extends Explored {
  /** Of all situations in which two harms can meet, how many were tried. */
  pairs: { situations: number; tried: number };
}

/** Plays every single harm, and then the pairs that those runs taught, with several processes side by side. */
export async function exploreAll({ play, every, pairs, workers, tell }: ExploreOptions): Promise<ExploredAll> {
  const alone = (await singles(play)).filter((_, i) => i % every === 0);
  const crew = openCrew(workers, tell);
  try {
    const one = await crew.play('single harms', alone, pairs > 0);
    const met = firstToMeet(one.meetings);
    const together = met.filter((_, i) => i % pairs === 0);
    const two = await crew.play('pairs of harms', together, false);
    const violations = [...one.violations, ...two.violations];
    return {
      ...exploredOf([...alone, ...together], violations),
      pairs: { situations: met.length, tried: together.length },
    };
  } finally {
    crew.dismiss();
  }
}

/** A pair for each situation that no act alone meets. */
function firstToMeet(meetings: Answer['meetings']): Schedule[] {
  const first = new Map<string, Schedule>();
  for (const { id, meets } of meetings) if (!first.has(meets)) first.set(meets, scheduleOf(id));
  return [...first.values()].filter(({ harms }) => harms.length > 1);
}

/** Schedules in one message to a worker: a second or so. */
const AT_ONCE = 40;

function openCrew(size: number, tell: ExploreOptions['tell']) {
  const workers = Array.from({ length: size }, () => fork(join(__dirname, 'worker')));

  /** In the order of the schedules, whoever is first. */
  async function play(what: Progress['what'], schedules: readonly Schedule[], learn: boolean) {
    const jobs = Array.from({ length: Math.ceil(schedules.length / AT_ONCE) }, (_, i) =>
      schedules.slice(i * AT_ONCE, (i + 1) * AT_ONCE).map(idOf),
    );
    const answers: Answer[] = [];
    const idle = [...workers];
    let played = 0;
    await inLanes(workers.length, jobs.entries(), async ([n, ids]) => {
      const worker = idle.pop();
      if (!worker) throw new Error('There are more lanes than processes.');
      answers[n] = await ask(worker, { ids, learn });
      idle.push(worker);
      played += ids.length;
      tell({ what, played, of: schedules.length, found: answers[n].violations });
    });
    return {
      violations: answers.flatMap(({ violations }) => violations),
      meetings: answers.flatMap(({ meetings }) => meetings),
    };
  }

  return { play, dismiss: () => workers.forEach((worker) => worker.kill()) };
}

async function ask(worker: ReturnType<typeof fork>, job: Job): Promise<Answer> {
  const ended = new AbortController();
  const answered = once(worker, 'message', { signal: ended.signal });
  const left = once(worker, 'exit', { signal: ended.signal }).then(([code]): never => {
    throw new Error(`A process of the search ended with ${String(code)} while it played ${job.ids.join(', ')}.`);
  });
  left.catch(() => undefined);
  worker.send(job);
  try {
    const [answer] = (await Promise.race([answered, left])) as [Answer];
    if (answer.broke) throw new Error(answer.broke);
    return answer;
  } finally {
    ended.abort();
  }
}
