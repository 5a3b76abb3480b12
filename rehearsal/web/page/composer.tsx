import { useState } from 'preact/hooks';
import type { Deed, Done } from '../deed';
import type { PostScene } from '../scene';
import { useReader } from './reader';

interface ComposerProps {
  /** Where one types. */
  place: string;
  thread: PostScene | undefined;
  does: (deed: Deed) => Promise<Done>;
}

/** Where one answers in a thread, or types a command. */
export function Composer({ place, thread, does }: ComposerProps) {
  const { reader, words } = useReader();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const hint = thread ? words.replyAs(reader.name, thread.userName ?? thread.text) : words.noThread;
  const isCommand = text.trimStart().startsWith('/');
  const cannot = sending || text.trim() === '' || (!thread && !isCommand);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const deed = deedOf(text, isCommand);
    if (cannot || !deed) return;
    setSending(true);
    const { problem } = await does(deed);
    setSending(false);
    if (problem === undefined) setText('');
  };
  const deedOf = (typed: string, asCommand: boolean): Deed | undefined => {
    if (asCommand) return { do: 'command', as: reader.id, channel: place, text: typed };
    return thread && { do: 'reply', as: reader.id, channel: thread.channel, ts: thread.ts, text: typed };
  };
  return (
    <form class="ks-composer" onSubmit={(event) => void send(event)}>
      <input
        type="text"
        value={text}
        maxLength={4000}
        placeholder={hint}
        aria-label={hint}
        autocomplete="off"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="ks-send" disabled={cannot}>
        {words.send}
      </button>
    </form>
  );
}
