import { Temporal } from 'temporal-polyfill';
import type { Duration } from './time';

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/** A duration in English: `10 minutes`, `1 day`, `1 day 12 hours`. */
export function lengthInWords(duration: Duration): string {
  const length = Temporal.Duration.from(duration);
  return units
    .filter((unit) => length[unit] !== 0)
    .map((unit) => `${length[unit]} ${length[unit] === 1 ? unit.slice(0, -1) : unit}`)
    .join(' ');
}
