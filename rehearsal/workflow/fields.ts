import { WorkflowRefused } from './errors';
import { isObject } from './json';
import type { Json, JsonObject } from './json';

/** The fields of one object of a definition. A field that is not known, or not of its form, is refused with its place. */
export interface Fields {
  where: string;
  has(name: string): boolean;
  /** Reads a field that may be left out; what `parse` throws is told with the place. */
  optional<T>(name: string, parse: (value: Json) => T): T | undefined;
  required<T>(name: string, parse: (value: Json) => T): T;
  refuse(name: string, why: string): never;
}

/** `where` is as a person would say it: `State "Soak"`. */
export function fieldsOf(where: string, value: Json | undefined, known: readonly string[]): Fields {
  if (!isObject(value)) throw invalid(where, `must be an object, not ${JSON.stringify(value)}`);
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw invalid(where, `field "${name}" is not known here; known are ${known.join(', ')}`);
  }
  return reader(where, value);
}

function reader(where: string, object: JsonObject): Fields {
  const refuse = (name: string, why: string): never => {
    throw invalid(where, `field "${name}": ${why}`);
  };
  const parsed = <T>(name: string, value: Json, parse: (value: Json) => T): T => {
    try {
      return parse(value);
    } catch (error) {
      if (error instanceof WorkflowRefused) throw error;
      return refuse(name, error instanceof Error ? error.message : String(error));
    }
  };
  return {
    where,
    refuse,
    has: (name) => object[name] !== undefined,
    optional: (name, parse) => {
      const value = object[name];
      return value === undefined ? undefined : parsed(name, value, parse);
    },
    required: (name, parse) => {
      const value = object[name];
      return value === undefined ? refuse(name, 'is missing') : parsed(name, value, parse);
    },
  };
}

export const invalid = (where: string, why: string): WorkflowRefused =>
  new WorkflowRefused('InvalidDefinition', `${where}: ${why}.`);

export function text(value: Json): string {
  if (typeof value !== 'string') throw new Error(`must be text, not ${JSON.stringify(value)}`);
  return value;
}

export function flag(value: Json): boolean {
  if (typeof value !== 'boolean') throw new Error(`must be true or false, not ${JSON.stringify(value)}`);
  return value;
}

export function list(value: Json): readonly Json[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error('must be a list that is not empty');
  return value as readonly Json[];
}

/** A number in a range, whole unless said otherwise. */
export const numberFrom =
  (least: number, most: number, whole = true) =>
  (value: Json): number => {
    if (typeof value !== 'number' || value < least || value > most || (whole && !Number.isInteger(value))) {
      throw new Error(
        `must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not ${JSON.stringify(value)}`,
      );
    }
    return value;
  };

export const oneOf =
  <T extends string>(...words: T[]) =>
  (value: Json): T => {
    const word = words.find((each) => each === value);
    if (word === undefined) throw new Error(`must be ${words.join(' or ')}, not ${JSON.stringify(value)}`);
    return word;
  };
