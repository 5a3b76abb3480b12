import { isTimestamp, parseRule } from './choices';
import { fieldsOf, invalid, list, numberFrom, text } from './fields';
import type { Fields } from './fields';
import { isObject } from './json';
import type { Json } from './json';
import { filters, given, guards, next } from './state-fields';
import type { Block, State, WaitState } from './states';
import { parseTask } from './load-task';

type ParseBranch = (branch: Json) => Block;

/** Reads one state. */
export function parseState(where: string, name: string, json: Json, parseBranch: ParseBranch): State {
  const type = isObject(json) ? json['Type'] : undefined;
  const fields = (...own: string[]): Fields => fieldsOf(where, json, ['Type', 'Comment', 'QueryLanguage', ...own]);
  const filtered = ['InputPath', 'OutputPath'];
  const onward = ['Next', 'End'];
  const guarded = [...filtered, ...onward, 'Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'];
  switch (type) {
    case 'Task':
      return parseTask(name, fields(...guarded, 'Resource', 'TimeoutSeconds', 'TimeoutSecondsPath'));
    case 'Parallel': {
      const f = fields(...guarded, 'Branches');
      const branches = f.required('Branches', (value) => list(value).map(parseBranch));
      return { type, name, branches, ...filters(f), ...next(f), ...guards(f) };
    }
    case 'Choice': {
      const f = fields(...filtered, 'Choices', 'Default');
      const rules = f.required('Choices', (value) => list(value).map((rule) => parseRule(where, rule)));
      return { type, name, rules, otherwise: f.optional('Default', text), ...filters(f) };
    }
    case 'Wait': {
      const f = fields(...filtered, ...onward, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath');
      return { type, name, wait: parseWait(f), ...filters(f), ...next(f) };
    }
    case 'Pass': {
      const f = fields(...filtered, ...onward, 'Parameters', 'Result', 'ResultPath');
      return { type, name, result: f.optional('Result', (value) => value), ...filters(f), ...next(f) };
    }
    case 'Succeed':
      return { type, name, ...filters(fields(...filtered)) };
    case 'Fail': {
      const f = fields('Error', 'Cause', 'ErrorPath', 'CausePath');
      return { type, name, error: given(f, 'Error', text), cause: given(f, 'Cause', text) };
    }
    default:
      throw invalid(where, `field "Type": ${JSON.stringify(type)} is a state type that is not known here`);
  }
}

function parseWait(f: Fields): WaitState['wait'] {
  const seconds = given(f, 'Seconds', numberFrom(0, 99_999_999));
  const until = given(f, 'Timestamp', (value) => {
    if (!isTimestamp(value)) throw new Error(`must be a timestamp, not ${JSON.stringify(value)}`);
    return text(value);
  });
  if (seconds && !until) return { seconds };
  if (until && !seconds) return { until };
  return f.refuse('Seconds', 'a Wait has one of Seconds, SecondsPath, Timestamp, TimestampPath');
}
