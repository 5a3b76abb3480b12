import { runtimeError } from './errors';
import { isObject } from './json';
import type { Json, JsonObject } from './json';

/** A path into the state's data (`$.step.answer`, `$[0]`) or into the context object (`$$.Task.Token`). */
export interface Path {
  text: string;
  of: 'data' | 'context';
  steps: readonly (string | number)[];
}

/** Reads a path; throws on any form but names and indexes. */
export function parsePath(text: string): Path {
  const of = text.startsWith('$$') ? 'context' : 'data';
  const steps: (string | number)[] = [];
  let rest = text.slice(of === 'context' ? 2 : 1);
  if (!text.startsWith('$')) throw new Error(`"${text}" is not a path: a path begins with $`);
  while (rest) {
    const [whole, name, index, quoted] = /^(?:\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^'\\]+)'\])/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`"${text}" is a path form that is not known here, from "${rest}"`);
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
    rest = rest.slice(whole.length);
  }
  if (of === 'context' && !contextPaths.test(text))
    throw new Error(`"${text}" is not in the context object known here`);
  return { text, of, steps };
}

/** A path that something can be put at: names only, into the data. */
export function parseReferencePath(text: string): Path {
  const path = parsePath(text);
  if (path.of === 'context' || path.steps.some((step) => typeof step === 'number')) {
    throw new Error(`"${text}" is not a reference path of names`);
  }
  return path;
}

const contextPaths =
  /^\$\$(\.(Execution(\.(Id|Name|StartTime|Input(?![\w]).*))?|State(\.(Name|EnteredTime|RetryCount))?|StateMachine(\.(Id|Name))?|Task(\.Token)?))?$/;

/** What a path leads to; undefined where there is nothing. */
export function look(path: Path, data: Json, context: JsonObject): Json | undefined {
  let at: Json | undefined = path.of === 'context' ? context : data;
  for (const step of path.steps) {
    if (typeof step === 'number') at = Array.isArray(at) ? (at as readonly Json[])[step] : undefined;
    else at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** What a path leads to, where something must be. */
export function read(path: Path, data: Json, context: JsonObject): Json {
  const found = look(path, data, context);
  if (found === undefined) throw runtimeError(`The path ${path.text} leads nowhere in ${JSON.stringify(data)}.`);
  return found;
}

/** `data` with a value put at a reference path; undefined where something that is no object stands in the way. */
export function put(path: Path, data: Json, value: Json): Json | undefined {
  return putAt(path.steps.map(String), data, value);
}

function putAt([name, ...deeper]: readonly string[], data: Json | undefined, value: Json): Json | undefined {
  if (name === undefined) return value;
  const object = data === undefined ? {} : data;
  if (!isObject(object)) return undefined;
  const inner = putAt(deeper, object[name], value);
  return inner === undefined ? undefined : { ...object, [name]: inner };
}
