/** A block or an element of Block Kit, as JSON. */
export type Json = Record<string, unknown>;

/** What somebody typed or chose in one element: text, a date, an option's value, an id; several for checkboxes. */
export type Entered = string | readonly string[] | null;

/** The same for a message or view: by block, then by action. */
export type Filled = Readonly<Record<string, Readonly<Record<string, Entered>>>>;

/** An element that people can do something with, and where it stands. */
export interface Control {
  block: Json;
  blockId: string;
  actionId: string;
  element: Json;
}

/** Slack gives each block an id that has none. */
export const withIds = (blocks: readonly Json[]): Json[] =>
  blocks.map((block, i) => ({ ...block, block_id: block['block_id'] ?? `b${i + 1}` }));

/** Every element of these blocks that people can do something with. */
export const controlsIn = (blocks: readonly Json[]): Control[] =>
  withIds(blocks).flatMap((block) => {
    const { elements = [], element, accessory } = block as { elements?: Json[]; element?: Json; accessory?: Json };
    return [...(block['type'] === 'actions' ? elements : []), element, accessory].flatMap((each) =>
      each
        ? [{ block, blockId: block['block_id'] as string, actionId: each['action_id'] as string, element: each }]
        : [],
    );
  });

/** `state.values` of a payload: all that can be filled in, as it was filled in. */
export function statesOf(blocks: readonly Json[], filled: Filled): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {};
  for (const { blockId, actionId, element } of controlsIn(blocks)) {
    const state = stateOf(element, filled[blockId]?.[actionId]);
    if (state) (values[blockId] ??= {})[actionId] = { type: element['type'], ...state };
  }
  return values;
}

/** What an element holds: what was entered, else what it began with. Nothing for a button or a menu. */
export function stateOf(element: Json, entered: Entered | undefined): Json | undefined {
  const [name, first] = fields[element['type'] as string] ?? [];
  if (!name || !first) return undefined;
  if (entered === undefined) return { [name]: element[first] ?? (name === 'selected_options' ? [] : null) };
  const { options = [] } = element as { options?: Json[] };
  switch (name) {
    case 'selected_option':
      return { [name]: options.find(({ value }) => value === entered) ?? null };
    case 'selected_options':
      return { [name]: options.filter(({ value }) => Array.isArray(entered) && entered.includes(value)) };
    default:
      return { [name]: entered === '' ? null : entered };
  }
}

/** The field of each kind of element in `state`, and the one of its JSON that it begins with. */
const fields: Record<string, readonly [string, string]> = {
  plain_text_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
};

/** What Slack's own client says before it sends a form: by block, in English. Empty where all is filled in. */
export function incomplete(blocks: readonly Json[], filled: Filled): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of controlsIn(blocks)) {
    if (block['type'] !== 'input') continue;
    const [held] = Object.values(stateOf(element, filled[blockId]?.[actionId]) ?? {});
    const why = problemOf(held, block, element);
    if (why) problems[blockId] = why;
  }
  return problems;
}

function problemOf(held: unknown, { optional }: Json, element: Json): string | undefined {
  const empty = held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (empty) return optional === true ? undefined : 'Please complete this required field.';
  if (typeof held !== 'string') return undefined;
  const { min_length: least = 0, max_length: most = 3000 } = element as { min_length?: number; max_length?: number };
  if (element['type'] !== 'plain_text_input') return undefined;
  if (held.length < least) return `Please enter at least ${least} characters.`;
  return held.length > most ? `Please enter at most ${most} characters.` : undefined;
}
