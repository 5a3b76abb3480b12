import { flag, oneOf, text } from './fields';
import type { Fields } from './fields';
import type { Json } from './json';
import { parsePath, parseReferencePath } from './paths';
import type { Path } from './paths';
import { parseCatchers, parseRetriers } from './retries';
import type { Filters, Given, Guarded, Onward } from './states';
import { parseTemplate } from './templates';

/** What all states but Fail have; those that a state may not have were refused before. */
export function filters(f: Fields): Filters {
  f.optional('QueryLanguage', oneOf('JSONPath'));
  const orNull = (name: string, parse: (path: string) => Path): Path | null => {
    const path = f.optional(name, (value) => (value === null ? null : parse(text(value))));
    return path === undefined ? parse('$') : path;
  };
  return {
    inputPath: orNull('InputPath', parsePath),
    outputPath: orNull('OutputPath', parsePath),
    resultPath: orNull('ResultPath', parseReferencePath),
    parameters: f.optional('Parameters', parseTemplate),
    resultSelector: f.optional('ResultSelector', parseTemplate),
  };
}

export function next(f: Fields): Onward {
  const to = f.optional('Next', text);
  const ends = f.optional('End', flag) === true;
  if ((to !== undefined) === ends) f.refuse('Next', 'a state has either a Next or "End": true');
  return { next: to };
}

export const guards = (f: Fields): Guarded => ({ retriers: parseRetriers(f), catchers: parseCatchers(f) });

/** `Name` in the definition, or `NamePath` into the data; not both. */
export function given<T>(f: Fields, name: string, parse: (value: Json) => T): Given<T> | undefined {
  const path = f.optional(`${name}Path`, (value) => parsePath(text(value)));
  const value = f.optional(name, parse);
  if (path && value !== undefined) f.refuse(`${name}Path`, `a state has either ${name} or ${name}Path`);
  if (path) return { path };
  return value === undefined ? undefined : { value };
}
