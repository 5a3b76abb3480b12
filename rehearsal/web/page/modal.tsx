import { useEffect, useRef, useState } from 'preact/hooks';
import type { Filled } from '../../slack/forms';
import type { Deed, Done } from '../deed';
import type { ViewScene } from '../scene';
import { Blocks } from './blocks';
import { useReader } from './reader';

interface ModalProps {
  modal: ViewScene;
  does: (deed: Deed) => Promise<Done>;
}

/** The frame around a modal, which is Slack's own: title, what the app wants to know, cancel and submit. */
export function Modal({ modal: { id, title, blocks, close, submit }, does }: ModalProps) {
  const { reader } = useReader();
  const frame = useRef<HTMLElement>(null);
  const filled = useRef<Filled>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);

  const leave = (): void => void does({ do: 'close', as: reader.id, view: id });
  const send = async (): Promise<void> => {
    if (submit === undefined || sending) return;
    setSending(true);
    const done = await does({ do: 'submit', as: reader.id, view: id, filled: filled.current });
    setSending(false);
    setErrors(done.errors ?? {});
    setProblem(done.problem);
  };
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>('textarea, input, select');
    (first ?? frame.current)?.focus();
  }, []);

  return (
    <div class="ks-veil">
      <section
        class="ks-modal"
        role="dialog"
        aria-modal="true"
        aria-labelledby="ks-modal-title"
        tabIndex={-1}
        ref={frame}
        onKeyDown={({ key }) => {
          if (key === 'Escape') leave();
        }}
      >
        <header>
          <img src="/keysunset.svg" alt="" width="22" height="22" />
          <h2 id="ks-modal-title">{title}</h2>
          <button type="button" class="ks-close" aria-label={close} onClick={leave}>
            ✕
          </button>
        </header>
        <div class="ks-modal-body">
          <Blocks
            blocks={blocks}
            errors={errors}
            fill={(all) => (filled.current = all)}
            enter={() => void send()}
            act={(acted) => void does({ do: 'act', as: reader.id, on: { view: id }, ...acted })}
          />
          {problem && (
            <p class="ks-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer>
          <button type="button" class="ks-plain" onClick={leave}>
            {close}
          </button>
          {submit !== undefined && (
            <button type="button" class="ks-go" disabled={sending} onClick={() => void send()}>
              {submit}
            </button>
          )}
        </footer>
      </section>
    </div>
  );
}
