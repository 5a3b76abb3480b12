import { CONTROL } from '../../lambda/adapters/ledger/shape';
import { fold } from '../../lambda/core/evolve';
import { after, seconds } from '../../lambda/core/time';
import { openCloud } from '../cloud';
import type { Cloud } from '../cloud';
import { carryOut } from './acts';
import { plays } from './plays';
import { saboteur } from './saboteur';
import type { Saboteur } from './saboteur';
import { isAct } from './schedule';
import type { Schedule } from './schedule';
import { situationOf } from './situation';
import { begins, config } from './world';

/** Everything has ended long before. */
const LONGEST = 20 * seconds.day;
/** What lands late, and the daily sweep, come after the end. */
const AFTERWARDS = 2 * seconds.day;

/** A schedule as it was played. */
export interface Played {
  cloud: Cloud;
  saboteur: Saboteur;
  /** Where a handler threw what nobody expects, or the play came to no end. */
  broke?: string;
}

/** Plays a schedule from enqueueing to two days after the last ending. `learn`: and notes how things stood before each call. */
export async function play({ play: name, harms }: Schedule, learn = false): Promise<Played> {
  const script = plays[name];
  if (!script) throw new Error(`There is no play “${name}”. Wanted: ${Object.keys(plays).join(', ')}.`);
  const live = new Set<string>();
  const stage: { cloud?: Cloud } = {};
  const here = (): Cloud => {
    if (!stage.cloud) throw new Error('The play has not begun.');
    return stage.cloud;
  };
  const tamper = saboteur({
    ...{ clock: () => here().clock, begins, harms },
    act: (act, during) => carryOut(act, here(), during),
    situation: learn ? (running, calls) => situationOf(here(), running, calls) : undefined,
  });
  const cloud = await openCloud({
    ...{
      start: begins,
      config: { ...config, limits: script.limits ?? config.limits },
      transport: 'in process',
      tamper,
    },
    weather: script.weather ?? {},
    onEntry: (entry, chain) => {
      if (fold(chain)?.phase.name === 'ended') live.delete(entry.keyId);
      else if (entry.keyId !== CONTROL) live.add(entry.keyId);
    },
  });
  stage.cloud = cloud;
  const { clock } = cloud;
  for (const { at, do: what } of harms) {
    if ('second' in at && isAct(what)) {
      clock.at(after(begins, at.second), what, () => carryOut(what, cloud, undefined));
    }
  }
  let waits = 0;
  const later = (second: number, act: (cloud: Cloud) => Promise<void>): void => {
    waits += 1;
    clock.at(after(begins, second), 'the script', () => act(cloud).finally(() => (waits -= 1)));
  };
  try {
    await script.begin(cloud, later);
    // What is enqueued afterwards is played to its own end.
    do {
      await clock.run({ until: after(begins, LONGEST), done: () => live.size === 0 && waits === 0 });
      await clock.run({ until: after(clock.now(), AFTERWARDS) });
    } while (live.size > 0 && clock.now() < after(begins, LONGEST));
  } catch (error) {
    return { cloud, saboteur: tamper, broke: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await cloud.close();
  }
  return { cloud, saboteur: tamper };
}
