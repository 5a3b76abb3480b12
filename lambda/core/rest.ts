import type { Draft, Fact } from './entries';
import type { Retirement } from './retirement';
import { afterDuration } from './time';
import type { Instant } from './time';

/** For so many days a key is left alone that somebody needed, where the configuration does not say. */
export const REST_DAYS = 180;

/** That a key is needed, by the last sign of it. */
export interface Needed {
  since: Instant;
  sign: 'stop' | 'protected' | 'use' | 're-activated';
  /** Who stopped it, or switched it back on, where that is known. */
  by?: string;
  /** What they said. */
  words?: string;
}

/** A time in which nobody is asked about a key again. */
export interface Rest extends Needed {
  until: Instant;
}

/**
 * Until when nobody is asked about a key again, and because of whom: since it was last needed, in this retirement or in one
 * before. Whatever the end was called: what only Keysunset could not finish is no reason, what somebody needs is one.
 */
export function leftAlone({ needed, rest: before, restDays = REST_DAYS, timeZone }: Retirement): Rest | undefined {
  if (!needed || restDays === 0) return before;
  const rest = { ...needed, until: afterDuration(needed.since, `P${restDays}D`, timeZone) };
  return before && before.until > rest.until ? before : rest;
}

/** The rest that is not over yet. */
export function restingAt(r: Retirement | undefined, now: Instant): Rest | undefined {
  const rest = r && leftAlone(r);
  return rest && now < rest.until ? rest : undefined;
}

type Sign = Extract<Fact, { type: 'StopRequested' | 'StopRefused' | 'ScreamHeard' | 'UseQuestioned' }> &
  Pick<Draft, 'at' | 'actor'>;

/** After a sign that somebody needs the key. */
export function needed(r: Retirement, entry: Sign): Retirement {
  const by = neededBy(entry);
  return isTakenBack(r, entry) ? r : { ...r, needed: { since: entry.at, ...by } };
}

/** An operator stops what nobody was told yet: that is no sign that somebody needs it. */
const isTakenBack = (r: Retirement, { type, detail }: Sign): boolean =>
  type === 'StopRequested' && detail.how === 'operator' && r.told.length === 0;

function neededBy({ actor, ...entry }: Sign): Omit<Needed, 'since'> {
  switch (entry.type) {
    case 'StopRequested': {
      const { how, words } = entry.detail;
      return how === 'protected' ? { sign: how } : { sign: 'stop', by: actor, ...(words && { words }) };
    }
    case 'StopRefused':
      return { sign: 'stop', by: actor };
    case 'ScreamHeard': {
      const by = entry.detail.sign === 're-activated' && entry.detail.change?.by;
      return { sign: entry.detail.sign, ...(by && { by }) };
    }
    case 'UseQuestioned':
      return { sign: 'use' };
  }
}

/** Why a key is left alone, in English: `maria stopped it on 2026-03-09: “the release needs it”`. */
export const whyLeftAlone = ({ sign, since, by, words }: Omit<Rest, 'until'>): string =>
  neededInEnglish(sign, since.slice(0, 10), by === undefined ? undefined : nameIn(by), words);

/** The same of a day and a name that are text already. */
export function neededInEnglish(sign: Needed['sign'], day: string, who = 'somebody', words?: string): string {
  switch (sign) {
    case 'stop':
      return `${who} stopped it on ${day}${words ? `: “${words}”` : ''}`;
    case 'protected':
      return `it was protected on ${day}`;
    case 'use':
      return `its use was seen on ${day}`;
    case 're-activated':
      return `${who} switched it back on, which was seen on ${day}`;
  }
}

/** A name of the ledger, as it is there. */
export const nameIn = (actor: string): string => actor.replace(/^slack:\S+ /, '').replace(/^operator (?:.*\/)?/, '');
