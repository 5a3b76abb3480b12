import type { Json } from '../../slack/forms';
import { placedIn } from './controls';
import type { Placed } from './controls';

interface Amended {
  people: readonly { id: string; name: string }[];
  errors: Record<string, string>;
}

/** Adds to what the library has drawn what it leaves out: names for screen readers, selects that one can use, errors. */
export function amend(root: HTMLElement, blocks: readonly Json[], { people, errors }: Amended): void {
  for (const placed of placedIn(root, blocks)) {
    const options = optionsOf(placed.element, people);
    if (options) addSelect(placed, options);
    nameIt(placed);
  }
  root.querySelectorAll('.ks-error').forEach((shown) => shown.remove());
  for (const [blockId, words] of Object.entries(errors)) {
    const shown = Object.assign(document.createElement('p'), { className: 'ks-error', textContent: words });
    shown.setAttribute('role', 'alert');
    root.querySelector(`[id="${CSS.escape(blockId)}"] > .grow`)?.append(shown);
  }
}

interface Choice {
  value: string;
  words: string;
}

function optionsOf(element: Json, people: Amended['people']): Choice[] | undefined {
  if (element['type'] === 'users_select') return people.map(({ id, name }) => ({ value: id, words: name }));
  if (element['type'] !== 'static_select') return undefined;
  return (element['options'] as { value: string; text: { text: string } }[]).map(({ value, text }) => ({
    value,
    words: text.text,
  }));
}

/** The library's own list shows nothing of what was chosen, and cannot be reached by keys: the browser's lies over it. */
function addSelect({ host, element }: Placed, options: readonly Choice[]): void {
  if (host.querySelector('select')) return;
  const { placeholder, initial_user, initial_option } = element as {
    placeholder?: { text: string };
    initial_user?: string;
    initial_option?: { value: string };
  };
  const select = document.createElement('select');
  select.className = 'ks-select';
  select.append(new Option(placeholder?.text ?? '…', ''));
  for (const { value, words } of options) select.append(new Option(words, value));
  select.value = initial_user ?? initial_option?.value ?? '';
  host.append(select);
  host.removeAttribute('tabindex');
}

/** The label of its block, or what stands beside it. */
function nameIt({ host, block, element }: Placed): void {
  const { label, text } = block as { label?: { text: string }; text?: { text: string } };
  const { placeholder } = element as { placeholder?: { text: string } };
  const name = label?.text ?? placeholder?.text ?? text?.text;
  if (name === undefined || element['type'] === 'button' || element['type'] === 'overflow') return;
  const field = host.querySelector('select, fieldset, textarea') ?? host.querySelector('input');
  field?.setAttribute('aria-label', name);
  if (element['type'] === 'plain_text_input') host.removeAttribute('tabindex');
}
