import { fieldsOf, invalid, numberFrom, oneOf, text } from './fields';
import { isObject } from './json';
import type { Json } from './json';
import { parseState } from './load-state';
import type { Block, State } from './states';

/** A state machine that was read and checked. */
export interface Definition extends Block {
  timeoutSeconds?: number;
}

/** Reads Amazon States Language. Whatever is not known here is refused, with its state and field. */
export function loadDefinition(source: string): Definition {
  const json = parsed(source);
  const where = 'The state machine';
  const fields = fieldsOf(where, json, ['StartAt', 'States', 'Comment', 'TimeoutSeconds', 'QueryLanguage', 'Version']);
  fields.optional('QueryLanguage', oneOf('JSONPath'));
  fields.optional('Version', oneOf('1.0'));
  const timeoutSeconds = fields.optional('TimeoutSeconds', numberFrom(1, 99_999_999));
  const block = parseBlock(where, json, new Set());
  return { ...block, ...(timeoutSeconds !== undefined && { timeoutSeconds }) };
}

function parsed(source: string): Json {
  try {
    return JSON.parse(source) as Json;
  } catch (error) {
    throw invalid('The state machine', `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `taken`: the names of the whole machine; each may stand once. */
function parseBlock(where: string, json: Json, taken: Set<string>): Block {
  const source = isObject(json) && isObject(json['States']) ? json['States'] : {};
  const states = new Map<string, State>();
  for (const [name, value] of Object.entries(source)) {
    const place = `State "${name}"`;
    if (name.length > 80) throw invalid(place, 'its name is over 80 characters');
    if (taken.has(name)) throw invalid(place, 'its name is there twice');
    taken.add(name);
    states.set(
      name,
      parseState(place, name, value, (branch) => parseBranch(place, branch, taken)),
    );
  }
  const startAt = fieldsOf(where, json, Object.keys(isObject(json) ? json : {})).required('StartAt', text);
  const targets = [...states.values()].flatMap((state) => leadsTo(state).map((to) => [`State "${state.name}"`, to]));
  for (const [place = '', to = ''] of [[where, startAt], ...targets]) {
    if (!states.has(to)) throw invalid(place, `leads to "${to}", which is no state beside it`);
  }
  return { startAt, states };
}

function parseBranch(place: string, json: Json, taken: Set<string>): Block {
  const where = `${place}, Branches`;
  fieldsOf(where, json, ['StartAt', 'States', 'Comment']);
  return parseBlock(where, json, taken);
}

function leadsTo(state: State): string[] {
  const caught = 'catchers' in state ? state.catchers.map(({ next }) => next) : [];
  const chosen = 'rules' in state ? [...state.rules.map(({ next }) => next), state.otherwise] : [];
  const next = 'next' in state ? [state.next] : [];
  return [...next, ...chosen, ...caught].filter((to) => to !== undefined);
}
