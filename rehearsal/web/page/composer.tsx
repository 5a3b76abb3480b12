import { useState } from 'preact/hooks';
import type { Deed, Done } from '../deed';
import type { PostScene } from '../scene';
import { useReader } from './reader';

interface ComposerProps {
  thread: PostScene | undefined;
  does: (deed: Deed) => Promise<Done>;
}

/** Where one answers in a thread. */
export function Composer({ thread, does }: ComposerProps) {
  const { reader, words } = useReader();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const hint = thread ? words.replyAs(reader.name, thread.userName ?? thread.text) : words.noThread;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!thread || text.trim() === '' || sending) return;
    setSending(true);
    const { problem } = await does({ do: 'reply', as: reader.id, channel: thread.channel, ts: thread.ts, text });
    setSending(false);
    if (problem === undefined) setText('');
  };
  return (
    <form class="ks-composer" onSubmit={(event) => void send(event)}>
      <input
        type="text"
        value={text}
        maxLength={4000}
        placeholder={hint}
        aria-label={hint}
        disabled={!thread}
        autocomplete="off"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="ks-send" disabled={!thread || sending || text.trim() === ''}>
        {words.send}
      </button>
    </form>
  );
}
