import { memo } from 'preact/compat';
import type { LedgerScene, LineScene } from '../scene';
import { datesIn } from './dates';
import { useFresh } from './fresh';

interface LedgerProps {
  ledger: Omit<LedgerScene, 'lines' | 'from'>;
  /** Oldest first. */
  lines: readonly LineScene[];
  timeZone: string;
  chosen: string | undefined;
  choose: (keyId: string | undefined) => void;
}

/** Of all chains, the latest entries are enough; a chosen one is shown in full. */
const MOST = 200;

/** What was written, newest first: of all keys, or the chain of one. */
export function Ledger({ ledger: { entries, broken }, lines, timeZone, chosen, choose }: LedgerProps) {
  const chain = chosen === undefined ? undefined : lines.filter(({ keyId }) => keyId === chosen);
  const shown = (chain ?? lines.slice(-MOST)).toReversed();
  const name = chain?.[0]?.userName ?? chosen;
  return (
    <section class="ks-ledger" aria-labelledby="ks-ledger-title">
      <header>
        <h2 id="ks-ledger-title">
          {chain ? (
            <>
              Chain of {name} <span class="ks-mono">{chosen}</span>
            </>
          ) : (
            'Ledger, as it is written'
          )}
        </h2>
        {chain && (
          <button type="button" class="ks-link" onClick={() => choose(undefined)}>
            All keys
          </button>
        )}
        <span class={broken === undefined ? 'ks-verified' : 'ks-broken'}>
          {chain ? `${chain.length} of ${entries}` : entries} entries,{' '}
          {broken === undefined ? 'chains verified' : `▲ a chain does not verify: ${broken}`}
        </span>
      </header>
      {shown.length === 0 && (
        <p class="ks-muted ks-empty">Nothing was written about this key: it was never taken in.</p>
      )}
      <ol class={chain ? 'ks-chain' : ''} tabIndex={0} aria-labelledby="ks-ledger-title">
        {shown.map((line) => (
          <Line key={`${line.keyId}/${line.seq}`} line={line} timeZone={timeZone} inChain={chain !== undefined} />
        ))}
      </ol>
    </section>
  );
}

/** What is written stays so. */
const Line = memo(function Line({ line, timeZone, inChain }: { line: LineScene; timeZone: string; inChain: boolean }) {
  const { seq, at, userName, type, words, hash, previousHash } = line;
  const dates = datesIn(timeZone);
  return (
    <li class={useFresh()}>
      <time dateTime={at}>
        {dates.short(at)} {dates.second(at)}
      </time>
      <span class="ks-who">{inChain ? `#${seq}` : userName}</span>
      <span class="ks-what" title={`${type} ${words}`}>
        <b>{type}</b> <span class="ks-muted">{words}</span>
      </span>
      {inChain && (
        <span
          class="ks-mono ks-muted ks-hash"
          title={`Its hash, over the hash of the entry before it, ${previousHash}…`}
        >
          {hash}
        </span>
      )}
    </li>
  );
});
