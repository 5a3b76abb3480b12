import type { BoardScene, RowScene, Span } from '../scene';
import { Axis } from './axis';
import { useFresh } from './fresh';

interface BoardProps {
  board: BoardScene;
  now: string;
  chosen: string | undefined;
  choose: (keyId: string | undefined) => void;
}

/** Where something is on the board, in percent. */
export type Scale = (at: string) => number;

/** A row for each key: what was done to it, and what is planned. */
export function Board({ board, now, chosen, choose }: BoardProps) {
  const [from, to] = [Date.parse(board.from), Date.parse(board.to)];
  const scale: Scale = (at) => ((Date.parse(at) - from) / (to - from)) * 100;
  return (
    <div class="ks-board">
      <div role="table" aria-label="Retirements">
        <Axis board={board} now={now} scale={scale} />
        <div class="ks-rows" role="rowgroup">
          <Days board={board} now={now} scale={scale} />
          {board.groups.map(({ account, words, rows }) => (
            <div role="presentation" key={account.id}>
              <div class="ks-group" role="row">
                <div role="rowheader">
                  <b>{account.name}</b> <span class="ks-mono ks-muted">{account.id}</span>{' '}
                  <span class="ks-muted">{words}</span>
                </div>
              </div>
              {rows.map((row) => (
                <Row key={row.keyId} {...{ row, scale, chosen: row.keyId === chosen, choose }} />
              ))}
            </div>
          ))}
        </div>
      </div>
      <Legend />
    </div>
  );
}

interface RowProps {
  row: RowScene;
  scale: Scale;
  chosen: boolean;
  choose: (keyId: string | undefined) => void;
}

function Row({ row: { keyId, userName, status, spans, end, sentence }, scale, chosen, choose }: RowProps) {
  return (
    <div class={chosen ? 'ks-row ks-chosen' : 'ks-row'} role="row" data-key={keyId}>
      <div class="ks-cell" role="rowheader">
        <button
          type="button"
          class="ks-key"
          aria-pressed={chosen}
          title={`${keyId}: show its chain and its card`}
          onClick={() => choose(chosen ? undefined : keyId)}
        >
          {userName}
        </button>
      </div>
      <div class="ks-cell" role="cell">
        <Chip key={status.words} status={status} />
      </div>
      <div class="ks-bar" role="cell">
        <span class="ks-sr">{sentence}</span>
        {spans.map((span) => (
          <Piece key={`${span.from}${span.paint}${span.planned}`} {...{ span, scale }} />
        ))}
        {end && (
          <span
            class={`ks-mark ks-${end.planned ? 'planned' : end.kind}`}
            style={{ left: `${scale(end.at)}%` }}
            aria-hidden="true"
          >
            {signs[end.kind]} <small>{end.words}</small>
          </span>
        )}
      </div>
    </div>
  );
}

/** One for each status, so that a change is seen. */
const Chip = ({ status: { kind, words } }: Pick<RowScene, 'status'>) => (
  <span class={`ks-chip ks-${kind} ${useFresh()}`}>
    <i class={`ks-sign ks-paint-${kind}`} aria-hidden="true" />
    {words}
  </span>
);

/** Words and colours say the same. */
const signs = { kept: '✓', deleted: '✕', failed: '▲', gone: '–', left: '–' } as const;

const Piece = ({ span: { paint, from, to, planned }, scale }: { span: Span; scale: Scale }) => (
  <i
    class={`ks-piece ks-paint-${paint}${planned ? ' ks-plan' : ''}`}
    style={{ left: `${scale(from)}%`, width: `${scale(to) - scale(from)}%` }}
    aria-hidden="true"
  />
);

/** One layer for all rows: days without outages, weeks, the present moment. */
const Days = ({ board: { closed, ticks }, now, scale }: Pick<BoardProps, 'board' | 'now'> & { scale: Scale }) => (
  <div class="ks-days" aria-hidden="true">
    {closed.map(({ from, to }) => (
      <i class="ks-closed" key={from} style={{ left: `${scale(from)}%`, width: `${scale(to) - scale(from)}%` }} />
    ))}
    {ticks.map((at) => (
      <i class="ks-week" key={at} style={{ left: `${scale(at)}%` }} />
    ))}
    <i class="ks-now" style={{ left: `${scale(now)}%` }} />
  </div>
);

const Legend = () => (
  <p class="ks-legend">
    {[
      ['notice', 'Notice'],
      ['outage', 'Outage: key off'],
      ['soak', 'Soak: key on, watched'],
      ['outage ks-plan', 'Planned'],
    ].map(([paint, words]) => (
      <span key={paint}>
        <i class={`ks-piece ks-paint-${paint}`} aria-hidden="true" />
        {words}
      </span>
    ))}
  </p>
);
