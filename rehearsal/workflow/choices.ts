import { runtimeError } from './errors';
import { fieldsOf, flag, invalid, list, numberFrom, text } from './fields';
import { isObject } from './json';
import type { Json, JsonObject } from './json';
import { look, parsePath } from './paths';
import type { Path } from './paths';

/** Whether a choice rule holds for the state's data. */
export type Test = (data: Json, context: JsonObject) => boolean;

/** Reads one rule of a Choice, and where it leads. */
export function parseRule(where: string, rule: Json): { test: Test; next: string } {
  const fields = isObject(rule) ? Object.entries(rule) : [];
  const next = fields.find(([name]) => name === 'Next')?.[1];
  if (typeof next !== 'string') throw invalid(where, 'field "Next" is missing in a rule');
  const rest = fields.filter(([name]) => name !== 'Next' && name !== 'Comment');
  return { test: parseTest(where, Object.fromEntries(rest)), next };
}

function parseTest(where: string, rule: Json): Test {
  const names = isObject(rule) ? Object.keys(rule) : [];
  if (names.includes('Not')) {
    const inner = fieldsOf(where, rule, ['Not']).required('Not', (value) => parseTest(where, value));
    return (data, context) => !inner(data, context);
  }
  const many = names.find((name) => name === 'And' || name === 'Or');
  if (many) {
    const parts = fieldsOf(where, rule, [many]).required(many, (value) => list(value).map((e) => parseTest(where, e)));
    return many === 'And'
      ? (data, context) => parts.every((test) => test(data, context))
      : (data, context) => parts.some((test) => test(data, context));
  }
  return parseComparison(where, rule, names);
}

function parseComparison(where: string, rule: Json, names: string[]): Test {
  const name = names.find((each) => each !== 'Variable') ?? 'a comparison';
  const fields = fieldsOf(where, rule, ['Variable', name]);
  const variable = fields.required('Variable', (value) => parsePath(text(value)));
  if (name === 'IsPresent') {
    const wanted = fields.required(name, flag);
    return (data, context) => (look(variable, data, context) !== undefined) === wanted;
  }
  const kind = kinds[name];
  if (kind) {
    const wanted = fields.required(name, flag);
    return (data, context) => kind(compared(variable, data, context)) === wanted;
  }
  return parseOrder(fields, name, variable);
}

function parseOrder(fields: ReturnType<typeof fieldsOf>, name: string, variable: Path): Test {
  const [, type, operator, fromPath] =
    /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals|Matches)(Path)?$/.exec(
      name,
    ) ?? [];
  const holds = operator && type && (operator === 'Equals' || type !== 'Boolean') ? operators[operator] : undefined;
  const only = type === undefined ? undefined : types[type];
  if (!holds || !only || (operator === 'Matches' && name !== 'StringMatches')) {
    return fields.refuse(name, 'is a comparison that is not known here');
  }
  const other = fromPath
    ? { path: fields.required(name, (value) => parsePath(text(value))) }
    : { value: fields.required(name, only.parse) };
  return (data, context) => {
    const left = only.value(compared(variable, data, context));
    const right = only.value(other.path ? compared(other.path, data, context) : other.value);
    return left !== undefined && right !== undefined && holds(left, right);
  };
}

function compared(path: Path, data: Json, context: JsonObject): Json {
  const value = look(path, data, context);
  if (value === undefined) throw runtimeError(`Invalid path '${path.text}': the choice's condition leads nowhere.`);
  return value;
}

type Comparable = string | number | boolean;

const types: Record<string, { parse: (value: Json) => Comparable; value: (value: Json) => Comparable | undefined }> = {
  String: { parse: text, value: (value) => (typeof value === 'string' ? value : undefined) },
  Numeric: {
    parse: numberFrom(-Number.MAX_VALUE, Number.MAX_VALUE, false),
    value: (value) => (typeof value === 'number' ? value : undefined),
  },
  Boolean: { parse: flag, value: (value) => (typeof value === 'boolean' ? value : undefined) },
  Timestamp: {
    parse: (value) => {
      if (!isTimestamp(value)) throw new Error(`must be a timestamp, not ${JSON.stringify(value)}`);
      return text(value);
    },
    value: (value) => (isTimestamp(value) ? Date.parse(text(value)) : undefined),
  },
};

const operators: Record<string, (left: Comparable, right: Comparable) => boolean> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThan: (left, right) => left > right,
  GreaterThanEquals: (left, right) => left >= right,
  Matches: (left, right) =>
    new RegExp(`^${String(right).split('*').map(literally).join('.*')}$`, 's').test(String(left)),
};

/** `\*` would be a star itself: not known here. */
const literally = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const kinds: Record<string, (value: Json) => boolean> = {
  IsNull: (value) => value === null,
  IsBoolean: (value) => typeof value === 'boolean',
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsTimestamp: isTimestamp,
};

/** RFC 3339 as ASL wants it: with T and a zone. */
export function isTimestamp(value: Json): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
}
