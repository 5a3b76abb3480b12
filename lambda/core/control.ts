import type { AllGivenBack, Entry, Fact } from './entries';
import type { Chain, Reading } from './ports';
import { FENCE, GATE_ASKS_AGAIN } from './protocol';
import { after, seconds, secondsBetween } from './time';
import type { Instant } from './time';

/** A freeze that is in force. */
export interface Freeze {
  since: Instant;
  by: string;
  reason: string;
  /** The operators were told, where it was none of them who froze. */
  toldAt?: Instant;
}

/** The last time that everything was given back. */
export interface RestoreAll {
  startedAt: Instant;
  by: string;
  reason: string;
  /** Outages that began after the thaw are not its business. */
  thawedAt?: Instant;
  finished?: AllGivenBack & { at: Instant };
}

/** Where the whole stands, folded from the CONTROL chain. */
export interface ControlState {
  frozen: Freeze | false;
  restoreAll?: RestoreAll;
}

/** Unknown where an entry is none of CONTROL's: of a later version, or not ours. Unknown counts as frozen. */
export function foldControl({ entries }: Chain): Reading<ControlState> {
  let state: ControlState = { frozen: false };
  for (const entry of entries) {
    const next = changed(state, entry);
    if (!next) return { known: false, why: `entry ${entry.seq} of CONTROL is ${entry.type}, which is not known there` };
    state = next;
  }
  return { known: true, value: state };
}

function changed(state: ControlState, entry: Entry): ControlState | undefined {
  const { at, actor: by } = entry;
  const { restoreAll } = state;
  switch (entry.type) {
    case 'Frozen':
      return { ...state, frozen: { since: at, by, reason: entry.detail.reason } };
    case 'Thawed':
      return { frozen: false, ...(restoreAll && { restoreAll: { thawedAt: at, ...restoreAll } }) };
    case 'RestoreAllStarted':
      return { ...state, restoreAll: { startedAt: at, by, reason: entry.detail.reason } };
    case 'RestoreAllFinished':
      return { ...state, ...(restoreAll && { restoreAll: { ...restoreAll, finished: { ...entry.detail, at } } }) };
    case 'OperatorsTold':
      return { ...state, frozen: state.frozen && { ...state.frozen, toldAt: at } };
    default:
      return undefined;
  }
}

/** For how long it has been frozen, in hours; 0 where it is not. */
export const hoursFrozen = ({ frozen }: ControlState, now: Instant): number =>
  frozen ? secondsBetween(frozen.since, now) / seconds.hour : 0;

/** What a person may ask of the whole. */
export interface ControlRequest {
  ask: 'freeze' | 'thaw' | 'restore all';
  reason: string;
}

export interface ControlDecision {
  answer: 'frozen' | 'frozen already' | 'thawed' | 'not frozen' | 'refused' | 'giving back' | 'giving back already';
  /** For the person who asked. */
  text: string;
  record: readonly Fact[];
}

/** What a freeze, a thaw and giving everything back mean, as the whole stands now. */
export function decideControl(state: ControlState, { ask, reason }: ControlRequest): ControlDecision {
  switch (ask) {
    case 'freeze':
      return freeze(state, reason);
    case 'thaw':
      return thaw(state, reason);
    case 'restore all':
      return giveAllBack(state, reason);
    default:
      return ask satisfies never;
  }
}

function freeze({ frozen }: ControlState, reason: string): ControlDecision {
  if (frozen) return { answer: 'frozen already', text: `Frozen already, ${inWords(frozen)}`, record: [] };
  return {
    answer: 'frozen',
    text:
      'Frozen: no outage begins and nothing is deleted before the thaw. ' +
      'Keys that are off stay off until their planned end; restore-all gives them back now.',
    record: [{ type: 'Frozen', detail: { reason } }],
  };
}

function thaw({ frozen, restoreAll }: ControlState, reason: string): ControlDecision {
  if (!frozen) return { answer: 'not frozen', text: 'It is not frozen: there is nothing to thaw.', record: [] };
  // What is given back would be taken for an outage that began after the thaw, and the other way round.
  if (restoreAll && !restoreAll.finished) {
    const text =
      `Not thawed: everything is being given back, ${inWords({ ...restoreAll, since: restoreAll.startedAt })} ` +
      `Wanted: a thaw after it was said what is back, soon after ${confirmedFrom(restoreAll)}. Follow it with restore-all, then thaw.`;
    return { answer: 'refused', text, record: [] };
  }
  return {
    answer: 'thawed',
    text: `Thawed: gates that wait ask again within ${GATE_ASKS_AGAIN / seconds.hour} hours, and a stage that was cut short is repeated.`,
    record: [{ type: 'Thawed', detail: { reason } }],
  };
}

function giveAllBack({ frozen, restoreAll }: ControlState, reason: string): ControlDecision {
  // Joined, never begun twice: its end would be put off each time that somebody asks.
  if (frozen && restoreAll && goesOn(restoreAll)) {
    const text = `Everything is being given back already, ${inWords({ ...restoreAll, since: restoreAll.startedAt })} What is still off is tried again now.`;
    return { answer: 'giving back already', text, record: [] };
  }
  return {
    answer: 'giving back',
    text: 'Frozen, and every key that is off is being given back. It stays frozen until the thaw.',
    record: [
      ...(frozen ? [] : [{ type: 'Frozen', detail: { reason } } as const]),
      { type: 'RestoreAllStarted', detail: { reason } },
    ],
  };
}

const inWords = ({ since, by, reason }: Freeze): string => `since ${since}, by ${by}: ${reason}.`;

/** Not yet said what is back, or some claims were still open then. */
export const goesOn = ({ finished }: RestoreAll): boolean => !finished || finished.notBack.length > 0;

/** R10: a deactivation that was on its way at the freeze may land until then. */
export const confirmedFrom = ({ startedAt }: RestoreAll): Instant => after(startedAt, FENCE);

/** From one sweep of the watchdog to the next, and some seconds in which one may be early or late. */
const A_SWEEP = 330;

/**
 * What a sweep of the watchdog sets going. The final sweep waits for its moment, so the sweep before that sets it going;
 * it is at work then, and set going again only where a whole sweep later it still goes on.
 */
export function dueOfRestoreAll({ restoreAll }: ControlState, now: Instant): 'live' | 'final' | undefined {
  if (!restoreAll || !goesOn(restoreAll)) return undefined;
  const final = confirmedFrom(restoreAll);
  if (now < after(final, -A_SWEEP)) return 'live';
  return now < final || now >= after(final, A_SWEEP) ? 'final' : undefined;
}
