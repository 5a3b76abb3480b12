import { verify } from '../../lambda/adapters/ledger/chain';
import { CONTROL } from '../../lambda/adapters/ledger/shape';
import { foldControl } from '../../lambda/core/control';
import type { Entry } from '../../lambda/core/entries';
import { evolve, fold } from '../../lambda/core/evolve';
import type { Chain, Ledger } from '../../lambda/core/ports';
import type { Retirement } from '../../lambda/core/retirement';
import type { Voice } from '../story/events';
import type { LineScene } from './scene';
import { lineOf } from './scene/ledger';
import type { Threads } from './scene/slack';

/** What the ledger's table holds, read again where something was written. */
export function recordOf(ledger: Pick<Ledger, 'read'>, voice: Voice) {
  const chains = new Map<string, Chain>();
  const broken = new Map<string, string>();
  const evolved = new Map<string, Retirement>();
  const lines: LineScene[] = [];
  /** In the order of writing, over all chains. */
  let unread: { keyId: string; seq: number }[] = [];

  const read = async (keyId: string): Promise<void> => {
    const chain = await ledger.read(keyId);
    chains.set(keyId, chain);
    const verdict = verify(chain);
    if (verdict.ok) broken.delete(keyId);
    else broken.set(keyId, `${keyId}: ${verdict.why}`);
  };
  const told = (entry: Entry): void => {
    const r = evolve(evolved.get(entry.keyId), entry);
    if (r) evolved.set(entry.keyId, r);
    lines.push(lineOf(entry, r, voice));
  };

  return {
    /** An entry was written: it is read with the next `refresh`. */
    written: ({ keyId, seq }: Entry): void => void unread.push({ keyId, seq }),

    async refresh(): Promise<void> {
      const fresh = unread;
      unread = [];
      for (const keyId of new Set(fresh.map((each) => each.keyId))) await read(keyId);
      for (const { keyId, seq } of fresh) {
        const entry = chains.get(keyId)?.entries.find((each) => each.seq === seq);
        if (entry) told(entry);
      }
    },

    /** The latest retirement of each key. */
    standing: (): ReadonlyMap<string, Retirement> =>
      new Map(
        [...chains].flatMap(([keyId, chain]) => {
          const r = keyId === CONTROL ? undefined : fold(chain);
          return r ? [[keyId, r] as const] : [];
        }),
      ),

    /** Why everything is frozen. */
    frozen(): string | undefined {
      const chain = chains.get(CONTROL);
      const state = chain && foldControl(chain);
      if (!state) return undefined;
      if (!state.known) return state.why;
      return state.value.frozen ? state.value.frozen.reason : undefined;
    },

    /** What is wrong with a chain that is not as it was written. */
    broken: (): string | undefined => [...broken.values()][0],

    /** All so far, oldest first. */
    lines: (): readonly LineScene[] => lines,

    /** Which key each thread is about, by channel and ts. */
    threads: (): Threads =>
      new Map(
        [...evolved.values()].flatMap(({ subject: { keyId, userName }, told: messages }) =>
          messages.map(({ channel, ts }) => [`${channel}/${ts}`, { keyId, userName }] as const),
        ),
      ),
  };
}
