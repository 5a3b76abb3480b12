import type { Instant } from '../../lambda/core/time';
import { evolve } from '../../lambda/core/evolve';
import type { Retirement } from '../../lambda/core/retirement';
import { openCloud } from '../cloud';
import type { Cloud } from '../cloud';
import { nameOf } from '../company';
import { enqueue } from '../enqueue';
import type { Play } from '../rehearse';
import type { SlackUser } from '../slack/model';
import type { Transport } from '../wires';
import { datesIn } from '../story/dates';
import { happenings } from './happenings';
import { player } from './player';
import type { Player } from './player';
import { recordOf } from './record';
import type { Scene } from './scene';
import { boardOf } from './scene/board';
import { calendarOf } from './scene/clock';
import { roleOf } from './scene/roles';
import { slackSceneOf } from './scene/slack';
import type { Reading } from './scene/slack';
import { tilesOf } from './scene/tiles';

/** A rehearsal that somebody watches, and takes part in. */
export interface Stage {
  cloud: Cloud;
  time: Player;
  /** Reads from the ledger what was written since the last time. */
  refresh(): Promise<void>;
  /** What everybody sees as of the last `refresh`; of the ledger, the lines from number `from` on. */
  shared(from: number): Omit<Scene, 'slack'>;
  /** What one reader sees in Slack. */
  slack(reading: Reading): Scene['slack'];
  /** There may be something new to see. */
  onChange(heard: () => void): void;
  close(): Promise<void>;
}

/** Opens a rehearsal and enqueues its keys. Time stands still until `time.run`. */
export async function openStage(play: Play, transport: Transport = 'http'): Promise<Stage> {
  const { config, begins, downs = [] } = play;
  const dates = datesIn(config.calendar.timeZone);
  const diedAt = new Map<string, Instant>();
  const happened = happenings();
  const standing = new Map<string, Retirement>();
  const listeners: (() => void)[] = [];
  const changed = (): void => listeners.forEach((heard) => heard());
  const cloud = await openCloud({
    ...{ start: begins, config, transport, downs, onSlack: changed },
    onExecution: ({ name, status, stopDate }) => {
      if (status === 'ABORTED' && stopDate) diedAt.set(name, stopDate);
    },
    onEntry: (entry) => {
      const r = evolve(standing.get(entry.keyId), entry);
      if (r) standing.set(entry.keyId, r);
      happened.hear(entry, r);
      record.written(entry);
      changed();
    },
  });
  const record = recordOf(cloud.ledger.ledger, { dates, nameOf, downs, diedAt });
  play.load(cloud);
  for (const { life, mishap } of play.parts) [life, mishap].forEach((happen) => happen?.(cloud));
  const refused = await enqueue(cloud, play.parts);
  const keys = play.parts.map(({ keyId, userName, accountId }) => {
    const why = refused.get(keyId);
    return { keyId, userName, accountId, ...(why !== undefined && { refused: why }) };
  });
  const time = player({ clock: cloud.clock, happened: happened.count, over: happened.over, onChange: changed });

  return {
    ...{ cloud, time, refresh: record.refresh },
    shared(from) {
      const [now, all, frozen, broken] = [cloud.clock.now(), record.standing(), record.frozen(), record.broken()];
      const retirements = [...all.values()];
      return {
        clock: {
          ...{ now, ...time.state(), over: happened.over(), ...calendarOf(retirements, { begins, now, config }) },
          ...(frozen !== undefined && { frozen }),
        },
        board: boardOf({ config, begins, keys }, all, now, dates),
        tiles: tilesOf(retirements, now, config, dates),
        ledger: {
          ...{ entries: record.lines().length, from, lines: record.lines().slice(from) },
          ...(broken !== undefined && { broken }),
        },
      };
    },
    slack(reading) {
      const retirements = [...record.standing().values()];
      const told = { threads: record.threads(), roleOf: (user: SlackUser) => roleOf(user, retirements, config) };
      return slackSceneOf(cloud.slack, told, reading);
    },
    onChange: (heard) => void listeners.push(heard),
    async close() {
      await time.close();
      await cloud.close();
    },
  };
}
