import { LONGEST_RITUAL_DAYS, SHORTEST_WATCH } from './protocol';
import { lengthInSeconds, lengthOrNone, seconds } from './time';
import type { Duration } from './time';
import { lengthInWords } from './words';

/** One outage and the soak after it. The last stage has no soak: after it the key is deleted. */
export interface Stage {
  outage: Duration;
  soak?: Duration;
}

/** The policy that a retirement follows; stored when it is enqueued and never recomputed. */
export interface Ritual {
  name: string;
  /** From the first notice to the first outage. */
  notice: Duration;
  /** Numbered from 1. */
  stages: readonly Stage[];
  /** How long before the deletion the final notice is given; with the last outage where that is shorter. */
  finalNotice: Duration;
  /** Who has to say that the key may be deleted, once it is off for the last time; nobody where it is left out. */
  approvals?: Approvals;
}

export interface Approvals {
  owner?: boolean;
  /** So many different ones. */
  operators?: 0 | 1 | 2;
}

export const standard: Ritual = {
  name: 'standard',
  notice: 'P1D',
  stages: [{ outage: 'PT10M', soak: 'P3D' }, { outage: 'P1D', soak: 'P4D' }, { outage: 'P31D' }],
  finalNotice: 'P3D',
};

const MOST_STAGES = 10;

/** What is wrong with a ritual, each with what was given, what is wanted and what to do; empty where nothing is. */
export function checkRitual(ritual: Ritual): string[] {
  const durations = durationsOf(ritual);
  const malformed = durations.flatMap(({ of, given }) => checkDuration(of, given));
  const unfit = [...checkCount(ritual), ...checkSoaks(ritual)];
  // Lengths can be compared only where all are lengths.
  return malformed.length > 0 ? [...unfit, ...malformed] : [...unfit, ...checkLengths(ritual), ...checkTotal(ritual)];
}

function durationsOf({ notice, stages, finalNotice }: Ritual): { of: string; given: Duration }[] {
  return [
    { of: 'notice', given: notice },
    ...stages.flatMap(({ outage, soak }, i) => [
      { of: `outage of stage ${i + 1}`, given: outage },
      ...(soak === undefined ? [] : [{ of: `soak of stage ${i + 1}`, given: soak }]),
    ]),
    { of: 'final notice', given: finalNotice },
  ];
}

function checkDuration(of: string, given: Duration): string[] {
  const wanted = 'Wanted: an ISO 8601 duration longer than nothing, as PT10M, P1D or P1DT12H.';
  const length = lengthOrNone(given);
  if (length === undefined) return [`The ${of} is “${given}”, which is no duration. ${wanted}`];
  return length > 0 ? [] : [`The ${of} is ${given}, which is no time at all. ${wanted}`];
}

function checkCount({ stages }: Ritual): string[] {
  if (stages.length === 0) return ['The ritual has no stages. Wanted: 1 to 10. Add one, as { outage: P31D }.'];
  return stages.length > MOST_STAGES
    ? [`The ritual has ${stages.length} stages. Wanted: 1 to ${MOST_STAGES}. Take some out.`]
    : [];
}

function checkSoaks({ stages }: Ritual): string[] {
  return stages.flatMap(({ soak }, i) => {
    const last = i === stages.length - 1;
    if (last && soak !== undefined) {
      return [`The last stage has a soak (${soak}). After the last outage the key is deleted: take its soak out.`];
    }
    return !last && soak === undefined
      ? [`Stage ${i + 1} has no soak. Wanted after every outage but the last: add one, as { soak: P3D }.`]
      : [];
  });
}

function checkLengths({ stages }: Ritual): string[] {
  return stages.flatMap(({ outage, soak }, i) => {
    const before = stages[i - 1]?.outage;
    const wanted = 'Wanted: 5 hours or more, since IAM tells of a key’s use up to 4 hours late. Make it longer.';
    return [
      ...(before !== undefined && lengthInSeconds(outage) < lengthInSeconds(before)
        ? [
            `The outage of stage ${i + 1} (${lengthInWords(outage)}) is shorter than that of stage ${i} (${lengthInWords(before)}). ` +
              'Wanted: outages that grow. Put the shorter one first.',
          ]
        : []),
      ...(soak !== undefined && lengthInSeconds(soak) < SHORTEST_WATCH
        ? [`The soak of stage ${i + 1} is ${lengthInWords(soak)}. ${wanted}`]
        : []),
      ...(i === stages.length - 1 && lengthInSeconds(outage) < SHORTEST_WATCH
        ? [`The last outage is ${lengthInWords(outage)}. ${wanted}`]
        : []),
    ];
  });
}

function checkTotal({ notice, stages }: Ritual): string[] {
  const parts = [notice, ...stages.flatMap(({ outage, soak }) => (soak === undefined ? [outage] : [outage, soak]))];
  const days = parts.reduce((sum, part) => sum + lengthInSeconds(part), 0) / seconds.day;
  return days >= LONGEST_RITUAL_DAYS
    ? [
        `The ritual takes ${Math.round(days)} days in all. Wanted: less than ${LONGEST_RITUAL_DAYS}, ` +
          'since an execution ends after a year. Make its outages or soaks shorter.',
      ]
    : [];
}
