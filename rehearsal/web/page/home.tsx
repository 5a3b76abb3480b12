import type { Deed, Done } from '../deed';
import type { ViewScene } from '../scene';
import { Blocks } from './blocks';
import { useReader } from './reader';

interface HomeProps {
  home: ViewScene | undefined;
  does: (deed: Deed) => Promise<Done>;
}

/** The app's Home tab, as the app has published it for this reader. */
export function Home({ home, does }: HomeProps) {
  const { reader, words } = useReader();
  if (!home) return <p class="ks-empty">{words.noHome}</p>;
  return (
    <article class="ks-home" aria-label={words.home}>
      <Blocks
        blocks={home.blocks}
        act={(acted) => void does({ do: 'act', as: reader.id, on: { view: home.id }, ...acted })}
      />
    </article>
  );
}
