import { Temporal } from 'temporal-polyfill';
import { seconds } from '../time';
import type { Duration } from '../time';

/** A unit as Intl names it. */
export type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

export type Amount = readonly [amount: number, unit: Unit];

const units: readonly Unit[] = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** The amounts that a duration is made of: `P1DT12H` is 1 day and 12 hours. */
export const amountsOf = (duration: Duration): Amount[] => amounts(Temporal.Duration.from(duration));

/** A length in seconds, by its two largest units, cut and not rounded; less than a minute to a tenth of a second. */
export function roughly(length: number): Amount[] {
  if (length < seconds.minute) return [[Math.round(length * 10) / 10, 'second']];
  const whole = Temporal.Duration.from({ seconds: Math.floor(length) });
  const smallestUnit = length < seconds.day ? 'minute' : 'hour';
  return amounts(whole.round({ largestUnit: 'day', smallestUnit, roundingMode: 'trunc' }));
}

const amounts = (duration: Temporal.Duration): Amount[] =>
  units.map((unit) => [duration[`${unit}s`], unit] as const).filter(([amount]) => amount !== 0);

/** `10 minutes`, 10 分: a number with its unit, as the language writes it. */
export function inUnits(locale: string, unitDisplay: 'long' | 'short', [amount, unit]: Amount): string {
  const name = `${locale} ${unit} ${unitDisplay}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1, useGrouping: false });
  formats.set(name, format);
  return format.format(amount);
}

const formats = new Map<string, Intl.NumberFormat>();
