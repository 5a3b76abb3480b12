import type { StateError } from './errors';
import { fieldsOf, list, numberFrom, oneOf, text } from './fields';
import type { Fields } from './fields';
import type { Json } from './json';
import { parseReferencePath } from './paths';
import type { Path } from './paths';

export interface Retrier {
  errors: readonly string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number;
  fullJitter: boolean;
}

export interface Catcher {
  errors: readonly string[];
  next: string;
  /** null: the error is dropped. */
  resultPath: Path | null;
}

/** The first retrier or catcher that takes the error. */
export const whichTakes = <T extends { errors: readonly string[] }>(takers: readonly T[], { error }: StateError) =>
  takers.find(({ errors }) => errors.some((wanted) => matches(wanted, error)));

/** The pause before a retry, in milliseconds; `retries` were made before. With FULL jitter, anything up to it. */
export function delayBefore(retrier: Retrier, retries: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** retries;
  const seconds = Math.min(grown, retrier.maxDelaySeconds);
  return Math.round(1000 * seconds * (retrier.fullJitter ? random() : 1));
}

function matches(wanted: string, error: string): boolean {
  // What Step Functions itself could not go on with always fails the execution.
  if (error === 'States.Runtime') return false;
  if (wanted === error) return true;
  if (wanted === 'States.ALL') return error !== 'States.DataLimitExceeded';
  return wanted === 'States.TaskFailed' && error !== 'States.Timeout' && error !== 'States.DataLimitExceeded';
}

export const parseRetriers = (fields: Fields): readonly Retrier[] =>
  fields.optional('Retry', (value) => checked(list(value).map((each) => parseRetrier(fields.where, each)))) ?? [];

export const parseCatchers = (fields: Fields): readonly Catcher[] =>
  fields.optional('Catch', (value) => checked(list(value).map((each) => parseCatcher(fields.where, each)))) ?? [];

const MOST = 99_999_999;

function parseRetrier(where: string, value: Json): Retrier {
  const known = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'];
  const fields = fieldsOf(`${where}, Retry`, value, [...known, 'Comment']);
  return {
    errors: fields.required('ErrorEquals', errorNames),
    intervalSeconds: fields.optional('IntervalSeconds', numberFrom(1, MOST)) ?? 1,
    maxAttempts: fields.optional('MaxAttempts', numberFrom(0, MOST)) ?? 3,
    backoffRate: fields.optional('BackoffRate', numberFrom(1, Number.MAX_VALUE, false)) ?? 2,
    maxDelaySeconds: fields.optional('MaxDelaySeconds', numberFrom(1, 31_622_400)) ?? Infinity,
    fullJitter: fields.optional('JitterStrategy', oneOf('FULL', 'NONE')) === 'FULL',
  };
}

function parseCatcher(where: string, value: Json): Catcher {
  const fields = fieldsOf(`${where}, Catch`, value, ['ErrorEquals', 'Next', 'ResultPath', 'Comment']);
  const resultPath = fields.optional('ResultPath', (path) => (path === null ? null : parseReferencePath(text(path))));
  return {
    errors: fields.required('ErrorEquals', errorNames),
    next: fields.required('Next', text),
    resultPath: resultPath === undefined ? parseReferencePath('$') : resultPath,
  };
}

const reserved = [
  'States.ALL',
  'States.Timeout',
  'States.TaskFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.ResultPathMatchFailure',
  'States.DataLimitExceeded',
];

function errorNames(value: Json): string[] {
  const names = list(value).map(text);
  const unknown = names.find((name) => name.startsWith('States.') && !reserved.includes(name));
  if (unknown)
    throw new Error(`"${unknown}" is never raised here; of the reserved names, known are ${reserved.join(', ')}`);
  if (names.includes('States.ALL') && names.length > 1) throw new Error('States.ALL must stand alone');
  return names;
}

function checked<T extends { errors: readonly string[] }>(takers: T[]): T[] {
  const all = takers.findIndex(({ errors }) => errors.includes('States.ALL'));
  if (all !== -1 && all !== takers.length - 1) throw new Error('States.ALL must come last');
  return takers;
}
