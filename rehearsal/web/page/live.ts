import { useEffect, useState } from 'preact/hooks';
import type { Deed, Done } from '../deed';
import type { LedgerScene, LineScene, Scene } from '../scene';

/** Who looks, and where; unknown until the server has chosen. */
export interface Looking {
  as?: string;
  place?: string;
}

export interface Live {
  /** What has arrived so far. */
  scene: Partial<Omit<Scene, 'ledger'>> & { ledger?: Omit<LedgerScene, 'lines' | 'from'> };
  /** The ledger, oldest first. */
  lines: readonly LineScene[];
  connected: boolean;
}

const nothingYet: Live = { scene: {}, lines: [], connected: true };

/** What the rehearsal tells, as it tells it. */
export function useLive({ as, place }: Looking): Live {
  const [live, setLive] = useState(nothingYet);
  useEffect(() => {
    const query = new URLSearchParams({ ...(as && { as }), ...(place && { in: place }) });
    const source = new EventSource(`/events?${query.toString()}`);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const { ledger: told, ...parts } = JSON.parse(data) as Partial<Scene>;
      setLive((before) => {
        const scene = { ...before.scene, ...parts };
        if (!told) return { ...before, scene };
        const { from, lines, ...ledger } = told;
        return { ...before, lines: [...before.lines.slice(0, from), ...lines], scene: { ...scene, ledger } };
      });
    });
    source.addEventListener('open', () => setLive((before) => ({ ...before, connected: true })));
    source.addEventListener('error', () => setLive((before) => ({ ...before, connected: false })));
    return () => source.close();
  }, [as, place]);
  return live;
}

/** Asks the rehearsal to do something. */
export async function ask(deed: Deed): Promise<Done> {
  try {
    const answer = await fetch('/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    const told = (await answer.json()) as Done & { error?: string };
    return told.error === undefined ? told : { problem: told.error };
  } catch {
    return { problem: 'The rehearsal does not answer any more. Start it again with npm start -- --web.' };
  }
}
