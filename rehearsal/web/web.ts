import type { Terminal } from '../../cli/terminal';
import type { Play } from '../rehearse';
import { datesIn } from '../story/dates';
import { builtPage } from './assets';
import { serveStage } from './server';
import type { WebServer } from './server';
import { openStage } from './stage';
import type { Stage } from './stage';

export interface WebOptions {
  /** Any that is free, where it is left out. */
  port?: number;
  /** Where the built page is. */
  folder?: string;
}

/** `keysunset rehearse --web`: the story in the browser. It begins with the first notices, and stands still until Ctrl-C. */
export async function showInBrowser(play: Play, terminal: Terminal, options: WebOptions = {}): Promise<void> {
  const { port, folder = builtPage } = options;
  const stage = await openStage(play);
  let server: WebServer | undefined;
  try {
    const running = stage.time.run();
    await Promise.race([stage.time.leap('event'), running]);
    // What fails while somebody watches ends it, and is seen in the terminal.
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    server = await serveStage(stage, { folder, failed: fail, ...(port !== undefined && { port }) });
    invite(server, stage, play, terminal);
    await Promise.race([interrupted(terminal), running, failed]);
  } finally {
    server?.close();
    await stage.close();
  }
}

/** Ctrl-C, or a polite kill. */
const interrupted = ({ onInterrupt }: Terminal): Promise<void> =>
  new Promise((resolve) => {
    onInterrupt(resolve);
    process.once('SIGTERM', resolve);
  });

function invite({ url }: WebServer, { cloud }: Stage, { config }: Play, { out, colours }: Terminal): void {
  const { day, time } = datesIn(config.calendar.timeZone);
  const now = cloud.clock.now();
  out(`${colours.bold('Keysunset rehearsal')}  ${colours.dim('no AWS, no Slack, nothing leaves 127.0.0.1')}`);
  out('');
  out(`  ${url}`);
  out('');
  out(
    `Open it in a browser. It is ${day(now)} ${time(now)}, the first notices have been given, and time stands still.`,
  );
  out('Ctrl-C ends it.');
}
