import type { ServerResponse } from 'node:http';
import type { Scene } from './scene';
import { firstReader } from './scene/slack';
import type { Reading } from './scene/slack';
import type { Stage } from './stage';

interface Stream {
  response: ServerResponse;
  reading: Reading;
  /** What was sent last, by part. */
  sent: Map<string, string>;
  /** How many lines of the ledger were sent. */
  lines: number;
}

/** Milliseconds between two looks: what a reader takes for at once. */
const LOOK_EVERY = 150;

/** Tells each open page what it has not been told, by server-sent events: a part of the scene each, whenever it is another one. */
export function streamsOf(stage: Stage) {
  const open = new Set<Stream>();
  let stale = true;
  let looking = false;
  stage.onChange(() => void (stale = true));

  const tell = ({ response, sent }: Stream, part: string, value: unknown): void => {
    const json = JSON.stringify(value);
    if (sent.get(part) === json) return;
    sent.set(part, json);
    response.write(`event: ${part}\ndata: ${json}\n\n`);
  };

  const tellAll = (stream: Stream): void => {
    const { ledger, ...parts }: Omit<Scene, 'slack'> = stage.shared(stream.lines);
    for (const [part, value] of Object.entries(parts)) tell(stream, part, value);
    tell(stream, 'slack', stage.slack(stream.reading));
    if (ledger.lines.length > 0 || stream.lines === 0) tell(stream, 'ledger', ledger);
    stream.lines = ledger.entries;
  };

  const look = async (): Promise<void> => {
    if (looking || open.size === 0 || !(stale || stage.time.state().playing)) return;
    looking = true;
    stale = false;
    await stage.refresh();
    open.forEach(tellAll);
    looking = false;
  };

  const { played } = stage.cloud.people;
  const noteWhoIsPlayed = (): void => {
    played.clear();
    for (const { reading } of open) played.add(reading.as);
  };

  return {
    /** Somebody opens the page as this reader, or chooses another one. */
    open(response: ServerResponse, { as, place }: { as: string | null; place: string | null }): void {
      const { slack } = stage.cloud;
      const reader = as && slack.users.has(as) ? as : firstReader(slack);
      const stream = { response, reading: { as: reader, ...(place && { place }) }, sent: new Map(), lines: 0 };
      open.add(stream);
      noteWhoIsPlayed();
      response.on('close', () => {
        open.delete(stream);
        noteWhoIsPlayed();
      });
      stale = true;
    },
    /** Looks again and again; what fails is handed on. */
    watch(failed: (error: unknown) => void): () => void {
      const timer = setInterval(() => void look().catch(failed), LOOK_EVERY);
      return () => clearInterval(timer);
    },
  };
}
