/** What goes wrong with one call of a handler. */
export const breakages = ['refuse', 'lose', 'throttle', 'hang', 'late40', 'late600', 'die'] as const;
export type Breakage = (typeof breakages)[number];

/** What people, other programs and schedules do at a moment. */
export const acts = [
  ...['stop', 'press', 'snooze', 'owner', 'freeze', 'reactivate', 'deactivate', 'delete', 'use', 'vanish'],
  ...['twin', 'sweep', 'scan', 'enqueue', 'abort', 'forget', 'redrive'],
] as const;
export type Act = (typeof acts)[number];

export const isBreakage = (what: Harm['do']): what is Breakage => (breakages as readonly string[]).includes(what);
export const isSpell = (what: Harm['do']): what is Spell => (spells as readonly string[]).includes(what);
export const isSkew = (what: Harm['do']): what is Skew => (skews as readonly string[]).includes(what);
export const isAct = (what: Harm['do']): what is Act => (acts as readonly string[]).includes(what);

/** What is out of reach for a while, from a call on. */
export const spells = ['iam-down', 'slack-down', 'ledger-down', 'workflow-down'] as const;
export type Spell = (typeof spells)[number];

/** The clock of one run of a handler is five minutes off. */
export const skews = ['fast', 'slow'] as const;
export type Skew = (typeof skews)[number];

/** One thing that goes wrong: before a call, at a second of the play, or throughout a run of a handler. */
export interface Harm {
  do: Breakage | Act | Spell | Skew;
  at: { call: number } | { second: number } | { run: number };
}

/** One run of the rehearsal: a play, and what goes wrong in it. */
export interface Schedule {
  play: string;
  harms: readonly Harm[];
}

/** `silence:lose@57+stop@s3600+fast@r12`: enough to play it again. */
export const idOf = ({ play, harms }: Schedule): string =>
  [play, ...(harms.length > 0 ? [harms.map((harm) => `${harm.do}@${placeOf(harm)}`).join('+')] : [])].join(':');

const placeOf = ({ at }: Harm): string =>
  'call' in at ? String(at.call) : 'second' in at ? `s${at.second}` : `r${at.run}`;

const all: readonly string[] = [...breakages, ...acts, ...spells, ...skews];

/** The schedule that an id stands for. */
export function scheduleOf(id: string): Schedule {
  const [play = '', harms] = id.split(':');
  return { play, harms: (harms?.split('+') ?? []).map((harm) => harmOf(harm, id)) };
}

function harmOf(text: string, id: string): Harm {
  const [, what, unit, number] = /^([a-z0-9-]+)@([sr]?)(\d+)$/.exec(text) ?? [];
  if (!what || !all.includes(what)) {
    throw new Error(
      `“${text}” of “${id}” is no harm. Wanted: as in silence:lose@57+stop@s3600, one of ${all.join(', ')}.`,
    );
  }
  const n = Number(number);
  return { do: what as Harm['do'], at: unit === 's' ? { second: n } : unit === 'r' ? { run: n } : { call: n } };
}
