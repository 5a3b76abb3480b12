import { controlsIn } from '../../slack/forms';
import type { Control, Entered, Json } from '../../slack/forms';

/** An element of Block Kit, and where the library has drawn it. */
export interface Placed extends Control {
  host: HTMLElement;
}

/** All of them. The library gives the ids of blocks and actions to its elements, the former around the latter. */
export const placedIn = (root: HTMLElement, blocks: readonly Json[]): Placed[] =>
  controlsIn(blocks).flatMap((control) => {
    const { blockId, actionId } = control;
    const host = root.querySelector<HTMLElement>(`[id="${CSS.escape(blockId)}"] [id="${CSS.escape(actionId)}"]`);
    return host ? [{ ...control, host }] : [];
  });

/** The one that something happened to. */
export function controlAt({ target }: Event, root: HTMLElement | null, blocks: readonly Json[]): Placed | undefined {
  return root && target instanceof Node
    ? placedIn(root, blocks).find(({ host }) => host === target || host.contains(target))
    : undefined;
}

/** What is entered in it. */
export function enteredIn({ host, element }: Placed): Entered {
  const { options = [] } = element as { options?: { value: string }[] };
  const ticked = [...host.querySelectorAll('input')].flatMap((input, i) =>
    input.checked ? [options[i]?.value ?? ''] : [],
  );
  switch (element['type']) {
    case 'checkboxes':
      return ticked;
    case 'radio_buttons':
      return ticked[0] ?? null;
    default: {
      const field = host.querySelector('select') ?? host.querySelector('textarea') ?? host.querySelector('input');
      return field?.value || null;
    }
  }
}

/** The option of a menu that is pressed: its place is all that the library tells of it. */
export function menuChoiceAt({ target }: Event, { host, element, actionId }: Placed): string | undefined {
  if (element['type'] !== 'overflow' || !(target instanceof Node)) return undefined;
  const list = host.querySelector(`[id="${CSS.escape(`overflow_menu_popup_${actionId}`)}"] > div`);
  const place = list ? [...list.children].findIndex((option) => option.contains(target)) : -1;
  const { options = [] } = element as { options?: { value: string }[] };
  return options[place]?.value;
}
