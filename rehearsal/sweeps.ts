import { CONTROL } from '../lambda/adapters/ledger/shape';
import { foldControl, goesOn } from '../lambda/core/control';
import type { ControlState } from '../lambda/core/control';
import { fold } from '../lambda/core/evolve';
import { screams, untoldFreeze } from '../lambda/core/breaker';
import { nextOpening } from '../lambda/core/calendar';
import type { Config } from '../lambda/core/config';
import type { Chain } from '../lambda/core/ports';
import { isToBeTold, LOOKED_BACK } from '../lambda/core/changes';
import type { Heard } from '../lambda/core/changes';
import { ANNOUNCED_FOR } from '../lambda/core/protocol';
import type { Retirement } from '../lambda/core/retirement';
import { after, seconds, toInstant, toMilliseconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { nextWatch, watch } from '../lambda/core/watch';
import { addTo } from '../lambda/groups';
import { SWEEP_EVERY } from '../lambda/watchdog/serve';
import type { VirtualClock } from './clock';
import { rules, secondsOf } from './events';
import type { Rule } from './events';
import { wantedRuns } from './wanted-runs';

interface Sweeps {
  /** Somebody else has changed a key, and CloudTrail will show it. */
  changed(heard: Heard): void;
  /** A chain has grown: what has to be looked at next may have changed. */
  heard(chain: Chain): void;
  /** HEAD says what this chain says. */
  headed(chain: Chain): void;
  stop(): void;
}

interface Manner {
  everySweep?: boolean;
  faults?: boolean;
  /** After how many seconds CloudTrail shows an event. */
  trailDelay: number;
}

/**
 * Fires the stack's schedules. In virtual time a month has 8,900 sweeps of the watchdog, nearly all of which could find
 * nothing: a sweep is run when `nextWatch` of some retirement falls due, at the moment at which the schedule would run it,
 * and dispatch when something is enqueued in working hours. `everySweep` runs them all, to show that this changes nothing;
 * `faults`: the daily ones, and those that rebuild a HEAD that is behind, which find what a crash hid.
 */
export function runSchedules(
  clock: VirtualClock,
  config: Config,
  invoke: (rule: Rule, input: unknown) => Promise<unknown>,
  { everySweep = false, faults = false, trailDelay }: Manner,
): Sweeps {
  const planned = new Map<string, () => void>();
  let stopped = false;
  const plan = (name: string, at: Instant, fire: () => Promise<unknown>): void => {
    planned.get(name)?.();
    planned.set(name, clock.at(at, name, fire));
  };

  const latest = new Map<string, Retirement>();
  /** HEAD is never behind here, unless a fault is asked for: the daily sweep finds only what the chains say. */
  const finds = (retirement: Retirement, now: Instant): boolean =>
    watch(retirement, { now, every: 0, config, everything: true }).length > 0;
  const dailyFinds = (): boolean => [...latest.values()].some((retirement) => finds(retirement, clock.now()));
  for (const rule of rules) {
    const { name, schedule, input } = rule;
    if (!schedule) continue;
    const every = secondsOf(schedule);
    const daily = every >= seconds.day;
    const again = (at: Instant): void =>
      plan(name, at, async () => {
        if (everySweep || faults || dailyFinds()) await invoke(rule, input ?? {});
        if (!stopped) again(onSchedule(toInstant(toMilliseconds(clock.now()) + 1), every));
      });
    if (everySweep || daily) again(onSchedule(clock.now(), every));
  }

  /** While everything is being given back, or the operators wait to be told, each sweep has something to look at. */
  let controlWaits = false;
  let sweptAt: Instant | undefined;
  /** The chains of which HEAD is behind: how many entries they have, and when they grew. */
  const ahead = new Map<string, { entries: number; at: Instant }>();
  /** What others have changed, for as long as a sweep may find it and its chain does not know. */
  const lost = new Map<string, Heard['change'][]>();
  const shown = (keyId: string, now: Instant): Instant | undefined => {
    const [first] = (lost.get(keyId) ?? []).filter(({ at }) => now <= after(at, LOOKED_BACK));
    return first && after(first.at, trailDelay);
  };
  const nextSweep = (keyId: string, now: Instant): Instant | undefined => {
    if (keyId === CONTROL) return controlWaits ? onSchedule(now, SWEEP_EVERY) : undefined;
    const retirement = latest.get(keyId);
    // The breaker counts a scream at the sweep after it.
    const counts = config.limits.breaker && retirement && screams(retirement);
    const counted = counts && now < after(retirement.ending.at, SWEEP_EVERY);
    const watched = retirement && nextWatch(retirement, { now, every: SWEEP_EVERY, config });
    const grew = ahead.get(keyId);
    const rebuilt = grew && after(grew.at, ANNOUNCED_FOR);
    const heard = retirement && shown(keyId, now);
    const next = [counted ? now : undefined, watched, rebuilt, heard].filter((one) => one !== undefined).sort()[0];
    if (!next) return undefined;
    const at = onSchedule(next < now ? now : next, SWEEP_EVERY);
    // One sweep a slot, whatever it set going at that moment.
    return sweptAt !== undefined && at <= sweptAt ? after(sweptAt, SWEEP_EVERY) : at;
  };
  const sweeps = wantedRuns(clock, 'sweep', async (keys, at) => {
    sweptAt = at;
    await invoke(sweepRule, { sweep: 'due' });
    // A key that has nothing new in its chain is looked at again when that falls due after this sweep.
    for (const key of keys) if (!sweeps.wants(key)) sweeps.want(key, nextSweep(key, after(at, SWEEP_EVERY)));
  });
  const everyDispatch = secondsOf(dispatchRule.schedule ?? 'rate(15 minutes)');
  const nextDispatch = (keyId: string, now: Instant): Instant | undefined => {
    const retirement = latest.get(keyId);
    const waits = retirement?.phase.name === 'enqueued' && !retirement.dispatchedAt;
    return waits ? onSchedule(nextOpening(config.calendar, now), everyDispatch) : undefined;
  };
  const dispatch = wantedRuns(clock, 'dispatch', async (keys, at) => {
    await invoke(dispatchRule, {});
    // What could not be started is tried again at the next run.
    for (const key of keys) if (!dispatch.wants(key)) dispatch.want(key, nextDispatch(key, after(at, everyDispatch)));
  });

  return {
    changed({ keyId, change }) {
      if (everySweep || stopped) return;
      addTo(lost, keyId, change);
      sweeps.want(keyId, nextSweep(keyId, clock.now()));
    },
    heard(chain) {
      if (everySweep || stopped) return;
      if (chain.keyId === CONTROL) {
        const control = foldControl(chain);
        controlWaits = control.known && waits(control.value);
        sweeps.want(CONTROL, nextSweep(CONTROL, clock.now()));
        return;
      }
      const retirement = fold(chain);
      if (!retirement) return;
      const unknown = (lost.get(chain.keyId) ?? []).filter((change) => isToBeTold(chain, retirement, change));
      lost.set(chain.keyId, retirement.phase.name === 'ended' ? [] : unknown);
      // What has ended and is told has nothing more to be found.
      if (finds(retirement, clock.now()) || retirement.phase.name !== 'ended') latest.set(chain.keyId, retirement);
      else latest.delete(chain.keyId);
      if (faults) ahead.set(chain.keyId, { entries: chain.entries.length, at: clock.now() });
      dispatch.want(chain.keyId, nextDispatch(chain.keyId, clock.now()));
      sweeps.want(chain.keyId, nextSweep(chain.keyId, clock.now()));
    },
    headed({ keyId, entries }) {
      if (stopped || entries.length < (ahead.get(keyId)?.entries ?? Infinity)) return;
      ahead.delete(keyId);
      sweeps.want(keyId, nextSweep(keyId, clock.now()));
    },
    stop() {
      stopped = true;
      for (const cancel of planned.values()) cancel();
    },
  };
}

/** The rule that has a function called often enough that the rehearsal leaves out what could find nothing. */
function scheduled(called: string): Rule {
  const [first] = rules
    .filter(({ handler, schedule }) => handler === called && schedule)
    .sort((a, b) => secondsOf(a.schedule ?? '') - secondsOf(b.schedule ?? ''));
  if (!first) throw new Error(`The stack has no schedule for ${called}.`);
  return first;
}
const sweepRule = scheduled('watchdog');
const dispatchRule = scheduled('dispatch');

const waits = (state: ControlState): boolean =>
  (state.restoreAll !== undefined && goesOn(state.restoreAll)) || untoldFreeze(state) !== undefined;

/** The first moment on the schedule that is not before `at`. */
function onSchedule(at: Instant, every: number): Instant {
  const length = every * 1000;
  return toInstant(Math.ceil(toMilliseconds(at) / length) * length);
}
