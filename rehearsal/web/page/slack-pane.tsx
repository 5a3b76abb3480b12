import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Deed, Done } from '../deed';
import type { PostScene, SlackScene } from '../scene';
import { Composer } from './composer';
import { Home } from './home';
import { ask } from './live';
import type { Looking } from './live';
import { Modal } from './modal';
import { Posts } from './posts';
import { ReadingContext, useReading } from './reader';
import { SlackHead } from './slack-head';

interface SlackPaneProps {
  slack: SlackScene;
  now: string;
  /** Whom one wants to be. */
  wanted: string | undefined;
  go: (to: Looking) => void;
  chosenKey: string | undefined;
  chooseKey: (keyId: string | undefined) => void;
}

/** Slack as one person sees it. What they do here goes to the app signed, as from Slack. */
export function SlackPane({ slack, now, wanted, go, chosenKey, chooseKey }: SlackPaneProps) {
  const { reader, place, posts, modal } = slack;
  const [tab, setTab] = useState<'messages' | 'home'>('messages');
  const [problem, setProblem] = useState<string>();
  const thread = threadOf(posts, chosenKey);
  const newest = posts.at(-1);
  const shown = `${reader.id}/${place.id}/${tab}/${posts.length}`;
  const scrolled = useNewest(shown, thread, newest?.whispered ? newest : thread);
  const reading = useReading(slack, now);
  // Until it is shown what the next one sees, nothing is done in the name of the one before.
  const turning = wanted !== reader.id && slack.people.some(({ id }) => id === wanted);

  const does = useCallback(async (deed: Deed): Promise<Done> => {
    const done = await ask(deed);
    setProblem(done.problem);
    return done;
  }, []);
  const open = (which: typeof tab): void => {
    setTab(which);
    if (which === 'home') void does({ do: 'open home', as: reader.id });
  };
  const look = (to: Looking): void => {
    setTab('messages');
    setProblem(undefined);
    go(to);
  };

  return (
    <ReadingContext.Provider value={reading}>
      <section class="ks-slack" aria-label="Slack" lang={reader.locale}>
        <div class="ks-behind" inert={modal !== undefined || turning}>
          <SlackHead {...{ slack, tab, open, look }} />
          {problem && (
            <p class="ks-problem" role="alert">
              {problem}{' '}
              <button type="button" class="ks-link" onClick={() => setProblem(undefined)}>
                OK
              </button>
            </p>
          )}
          <div class="ks-scroll" ref={scrolled} tabIndex={0} role="region" aria-label={place.name}>
            {tab === 'home' && place.direct ? (
              <Home home={slack.home} does={does} />
            ) : (
              <Posts posts={posts} thread={thread} choose={chooseKey} does={does} />
            )}
          </div>
          {tab === 'messages' && (
            <Composer key={`${reader.id}${thread?.ts}`} place={place.id} thread={thread} does={does} />
          )}
        </div>
        {modal && <Modal key={`${modal.id}${JSON.stringify(modal.blocks)}`} modal={modal} does={does} />}
      </section>
    </ReadingContext.Provider>
  );
}

/** What is replied to: the card of the chosen key, or else the newest. */
const threadOf = (posts: readonly PostScene[], keyId: string | undefined): PostScene | undefined =>
  posts.findLast((post) => keyId !== undefined && post.keyId === keyId) ?? posts.findLast((post) => !post.whispered);

/** Shows the newest message where another place is opened or one has come, and the thread that is chosen. */
function useNewest(shown: string, thread: PostScene | undefined, newest: PostScene | undefined) {
  const scrolled = useRef<HTMLDivElement>(null);
  const show = (post: PostScene | undefined): void => {
    const drawn = post && scrolled.current?.querySelector(`[data-ts="${post.ts}"]`);
    drawn?.scrollIntoView({ block: 'start' });
  };
  useEffect(() => show(newest), [shown]);
  useEffect(() => show(thread), [thread?.ts]);
  return scrolled;
}
