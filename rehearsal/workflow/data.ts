import { StateError } from './errors';
import type { Json, JsonObject } from './json';
import { put, read } from './paths';
import type { Path } from './paths';
import type { Filters, Given } from './states';
import { fill } from './templates';

/** What a state works on: InputPath, then Parameters. */
export function inward(state: Filters, input: Json, context: JsonObject): Json {
  const data = throughInputPath(state, input, context);
  return state.parameters ? fill(state.parameters, data, context) : data;
}

export const throughInputPath = ({ inputPath }: Filters, input: Json, context: JsonObject): Json =>
  through(inputPath, input, context);

/** What leaves a state: ResultSelector, ResultPath into the input as it came, OutputPath. */
export function outward(state: Filters, input: Json, result: Json, context: JsonObject): Json {
  const selected = state.resultSelector ? fill(state.resultSelector, result, context) : result;
  return through(state.outputPath, placed(state.resultPath, input, selected), context);
}

/** `input` with a result at its place; null drops the result. */
export function placed(path: Path | null, input: Json, result: Json): Json {
  if (path === null) return input;
  const whole = put(path, input, result);
  if (whole !== undefined) return whole;
  throw new StateError(
    'States.ResultPathMatchFailure',
    `ResultPath ${path.text} does not fit ${JSON.stringify(input)}.`,
  );
}

/** The value that is written in the definition, or that its path leads to. */
export const valueOf = <T extends Json>(given: Given<T>, data: Json, context: JsonObject): Json =>
  'value' in given ? given.value : read(given.path, data, context);

const LARGEST = 256 * 1024;

/** A copy that shares nothing, of at most 256 KiB, as if it had gone over the wire. What JSON cannot say is null. */
export function overTheWire(value: unknown, what: string): Json {
  const text = (JSON.stringify(value) as string | undefined) ?? 'null';
  const bytes = Buffer.byteLength(text);
  if (bytes <= LARGEST) return JSON.parse(text) as Json;
  throw new StateError('States.DataLimitExceeded', `${what} has ${bytes} bytes; the largest allowed has ${LARGEST}.`);
}

const through = (path: Path | null, data: Json, context: JsonObject): Json =>
  path === null ? {} : read(path, data, context);
