import { Fragment } from 'preact';
import { memo } from 'preact/compat';
import type { Deed, Done } from '../deed';
import type { PostScene } from '../scene';
import { Blocks } from './blocks';
import { useReader } from './reader';

type Does = (deed: Deed) => Promise<Done>;

interface PostsProps {
  posts: readonly PostScene[];
  /** What is replied to. */
  thread: PostScene | undefined;
  choose: (keyId: string | undefined) => void;
  does: Does;
}

/** The messages of a place, each with its thread. To draw them takes long: only where there is something new to see. */
export const Posts = memo(function Posts({ posts, thread, choose, does }: PostsProps) {
  const { words, day } = useReader();
  if (posts.length === 0) return <p class="ks-empty">{words.noMessages}</p>;
  return (
    <>
      {posts.map((post, i) => {
        const before = posts[i - 1];
        return (
          <Fragment key={post.ts}>
            {(!before || day(before.at) !== day(post.at)) && (
              <p class="ks-day">
                <span>{day(post.at)}</span>
              </p>
            )}
            <article
              class={post === thread ? 'ks-post ks-chosen' : 'ks-post'}
              data-ts={post.ts}
              data-key={post.keyId}
              aria-label={post.text}
            >
              <Face author={post.author} />
              <div class="ks-said">
                <Head post={post} />
                <Said post={post} does={does} />
                <ol class="ks-replies">
                  {post.replies.map((reply) => (
                    <li key={reply.ts} class={reply.whispered ? 'ks-whisper' : ''}>
                      <Head post={reply} />
                      <Said post={reply} does={does} />
                    </li>
                  ))}
                </ol>
                {!post.whispered && (
                  <button type="button" class="ks-link" onClick={() => choose(post.keyId)}>
                    {words.reply}
                  </button>
                )}
              </div>
            </article>
          </Fragment>
        );
      })}
    </>
  );
});

function Head({ post: { author, at, editedAt, whispered } }: { post: PostScene }) {
  const { words, time, day, moment } = useReader();
  return (
    <p class="ks-head">
      <b>{author.name}</b>
      {author.app && <span class="ks-badge">{words.app}</span>}
      <time dateTime={at}>{moment(at)}</time>
      {editedAt && <span>{words.edited(day(editedAt) === day(at) ? time(editedAt) : moment(editedAt))}</span>}
      {whispered && <span class="ks-only-you">{words.onlyYou}</span>}
    </p>
  );
}

function Said({ post: { channel, ts, text, blocks }, does }: { post: PostScene; does: Does }) {
  const { reader } = useReader();
  const shown = blocks.length > 0 ? blocks : [{ type: 'section', text: { type: 'mrkdwn', text } }];
  return (
    <Blocks blocks={shown} act={(acted) => void does({ do: 'act', as: reader.id, on: { channel, ts }, ...acted })} />
  );
}

const Face = ({ author: { app, name } }: Pick<PostScene, 'author'>) =>
  app ? (
    <img class="ks-face" src="/keysunset.svg" alt="" width="36" height="36" />
  ) : (
    <span class="ks-face" aria-hidden="true">
      {name.slice(0, 1)}
    </span>
  );
