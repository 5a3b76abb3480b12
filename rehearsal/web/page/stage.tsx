import { useEffect, useState } from 'preact/hooks';
import { Board } from './board';
import { Settled } from './fresh';
import { Ledger } from './ledger';
import { useLive } from './live';
import type { Looking } from './live';
import { SlackPane } from './slack-pane';
import { Tiles } from './tiles';
import { TopBar } from './top-bar';

/** Who looks, and where, is kept in the address, so that a reload shows the same. */
const fromAddress = (): Looking => {
  const { as, in: place } = Object.fromEntries(new URLSearchParams(location.search));
  return { ...(as && { as }), ...(place && { place }) };
};

/** The whole page: Slack on the left, what it comes to on the right. */
export function Stage() {
  const [looking, setLooking] = useState(fromAddress);
  const [chosenKey, chooseKey] = useState<string>();
  const { scene, lines, connected } = useLive(looking);
  const { clock, slack, board, tiles, ledger } = scene;
  const settled = useSettled(Boolean(board));

  const go = (to: Looking): void => {
    const query = new URLSearchParams({ ...(to.as && { as: to.as }), ...(to.place && { in: to.place }) });
    history.replaceState(null, '', `?${query.toString()}`);
    setLooking(to);
  };

  return (
    <Settled.Provider value={settled}>
      <div class="ks-app">
        <TopBar clock={clock} />
        {!connected && (
          <p class="ks-banner" role="alert">
            The rehearsal does not answer. If it has ended, its terminal says why; start it again with{' '}
            <code>npm start -- --web</code>.
          </p>
        )}
        {clock?.frozen !== undefined && (
          <p class="ks-banner">Frozen: no outage and no deletion begins. {clock.frozen}</p>
        )}
        <main class="ks-split">
          <h1 class="ks-sr">Rehearsal</h1>
          {slack && clock ? (
            <SlackPane
              slack={slack}
              now={clock.now}
              wanted={looking.as}
              go={go}
              chosenKey={chosenKey}
              chooseKey={chooseKey}
            />
          ) : (
            <section class="ks-slack ks-empty">Opening…</section>
          )}
          <section class="ks-right" aria-label="Keys">
            {tiles && <Tiles tiles={tiles} />}
            {board && clock && <Board board={board} now={clock.now} chosen={chosenKey} choose={chooseKey} />}
            {ledger && clock && (
              <Ledger ledger={ledger} lines={lines} timeZone={clock.timeZone} chosen={chosenKey} choose={chooseKey} />
            )}
          </section>
        </main>
      </div>
    </Settled.Provider>
  );
}

/** What is there at first has not just happened: changes are shown as such from a moment later on. */
function useSettled(shown: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setSettled(true), 500);
    return () => clearTimeout(timer);
  }, [shown]);
  return settled;
}
