import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Message } from 'slack-blocks-to-jsx';
import type { MessageProps } from 'slack-blocks-to-jsx';
import { withIds } from '../../slack/forms';
import type { Entered, Filled, Json } from '../../slack/forms';
import { amend } from './amend';
import { controlAt, enteredIn, menuChoiceAt } from './controls';
import type { Placed } from './controls';
import { emojiOrText, forLibrary } from './for-library';
import { useReader } from './reader';
import { slackDate } from './slack-dates';

/** What somebody did to an element, beside what they have filled in. */
export interface Acted {
  block: string;
  action: string;
  entered?: Entered;
  filled: Filled;
}

interface BlocksProps {
  blocks: readonly Json[];
  act: (acted: Acted) => void;
  /** Whenever something is filled in: all that is. */
  fill?: (filled: Filled) => void;
  /** Enter was pressed in an input of one line that asks for nothing else. */
  enter?: () => void;
  /** What to correct, by block. */
  errors?: Record<string, string>;
}

/**
 * Blocks of Block Kit, drawn by a library. It tells nobody what is pressed, chosen or typed, so that is heard here, where the
 * events arrive.
 */
export function Blocks({ blocks: given, act, fill, enter, errors = none }: BlocksProps) {
  const { reader, today, people, words } = useReader();
  const root = useRef<HTMLDivElement>(null);
  const filled = useRef<Filled>({});
  const json = JSON.stringify(given);
  const blocks = useMemo(() => withIds(JSON.parse(json) as Json[]), [json]);
  useLayoutEffect(() => {
    if (root.current) amend(root.current, blocks, { people, errors });
  });

  const at = (event: Event): Placed | undefined => controlAt(event, root.current, blocks);
  const does = ({ blockId, actionId }: Placed, entered?: Entered): void =>
    act({ block: blockId, action: actionId, filled: filled.current, ...(entered !== undefined && { entered }) });
  const keep = (placed: Placed): Entered => {
    const entered = enteredIn(placed);
    const { blockId, actionId } = placed;
    filled.current = { ...filled.current, [blockId]: { ...filled.current[blockId], [actionId]: entered } };
    fill?.(filled.current);
    return entered;
  };
  const onClick = (event: Event): void => {
    const placed = at(event);
    if (placed?.element['type'] === 'button') does(placed);
  };
  const onChange = (event: Event): void => {
    const placed = at(event);
    if (!placed || placed.element['type'] === 'overflow') return;
    const entered = keep(placed);
    if (placed.element['type'] !== 'plain_text_input' && tells(placed)) does(placed, entered);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const placed = at(event);
    if (event.key !== 'Enter' || event.isComposing || !placed) return;
    const { type, multiline } = placed.element;
    if (type === 'overflow') return choose(event);
    if (type !== 'plain_text_input' || multiline === true) return;
    event.preventDefault();
    const entered = keep(placed);
    if (tells(placed)) does(placed, entered);
    else enter?.();
  };
  /** The library closes its menu on the way down: there is no click. */
  const choose = (event: Event): void => {
    const placed = at(event);
    const chosen = placed && menuChoiceAt(event, placed);
    if (chosen !== undefined) does(placed as Placed, chosen);
  };

  return (
    <div
      class="ks-blocks"
      ref={root}
      {...{ onClick, onChange, onKeyDown }}
      onInput={(e) => void keepIfAny(at(e), keep)}
      onPointerDown={choose}
    >
      <Message
        blocks={forLibrary(blocks, words.optional) as MessageProps['blocks']}
        name=""
        logo=""
        withoutWrapper
        data={{ users: people.map(({ id, name }) => ({ id, name })) }}
        hooks={{
          emoji: ({ name, ...emoji }, parse) => emojiOrText(name, parse({ name, ...emoji })),
          date: ({ timestamp, format }) => {
            const at = Number(timestamp);
            return (
              <time dateTime={new Date(at * 1000).toISOString()}>
                {slackDate(at, format, { ...reader, now: today })}
              </time>
            );
          },
        }}
      />
    </div>
  );
}

const none = {};

const keepIfAny = (placed: Placed | undefined, keep: (placed: Placed) => Entered): Entered | undefined =>
  placed && placed.element['type'] === 'plain_text_input' ? keep(placed) : undefined;

/** An input tells what is entered only where it says so; anything else always. */
const tells = ({ block }: Placed): boolean => block['type'] !== 'input' || block['dispatch_action'] === true;
