import type { TilesScene } from '../scene';

/** The numbers above the board. */
export function Tiles({ tiles: { darkNow, dueToday, screams, stopToActive } }: { tiles: TilesScene }) {
  const { median, high } = stopToActive;
  return (
    <div class="ks-tiles">
      <Tile title="Dark now" number={String(darkNow.keys)} words={darkNow.words} />
      <Tile title="Due today" number={String(dueToday.keys)} words={dueToday.words} />
      <Tile title="Screams, 30 days" number={String(screams.keys)} words={screams.words} />
      <Tile
        title="Stop to Active, median"
        number={median === undefined ? '–' : `${inSeconds(median)} s`}
        words={high === undefined ? 'no stop in an outage yet' : `95 %: ${inSeconds(high)} s`}
      />
    </div>
  );
}

const Tile = ({ title, number, words }: { title: string; number: string; words: string }) => (
  <section class="ks-tile">
    <h2>{title}</h2>
    <b>{number}</b>
    <p>{words}</p>
  </section>
);

const inSeconds = (seconds: number): string => seconds.toFixed(1);
