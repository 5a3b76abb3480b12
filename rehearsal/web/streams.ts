import type { ServerResponse } from 'node:http';
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

/** Tells each open page what it has not been told, by server-sent events: the parts of the scene that are others than before. */
export function streamsOf(stage: Stage) {
  const open = new Set<Stream>();
  let stale = true;
  let looking = false;
  stage.onChange(() => void (stale = true));

  const tellAll = (stream: Stream): void => {
    const { ledger, ...shared } = stage.shared(stream.lines);
    const news = [];
    for (const [part, value] of Object.entries({ ...shared, slack: stage.slack(stream.reading) })) {
      const json = JSON.stringify(value);
      if (stream.sent.get(part) === json) continue;
      stream.sent.set(part, json);
      news.push(`"${part}":${json}`);
    }
    if (ledger.lines.length > 0 || stream.lines === 0) news.push(`"ledger":${JSON.stringify(ledger)}`);
    stream.lines = ledger.entries;
    if (news.length > 0) stream.response.write(`data: {${news.join()}}\n\n`);
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
