import type { Terminal } from '../../cli/terminal';
import type { Play } from '../rehearse';
import { datesIn } from '../story/dates';
import { builtPage } from './assets';
import { serveStage } from './server';
import type { WebServer } from './server';
import { openStage } from './stage';

export interface WebOptions {
  /** Any that is free, where it is left out. */
  port?: number;
  /** Where the built page is. */
  folder?: string;
}

/** `keysunset rehearse --web`: the story in the browser. It begins with the first notices, and stands still until Ctrl-C. */
export async function showInBrowser(play: Play, { out, colours }: Terminal, options: WebOptions = {}): Promise<void> {
  const { port, folder = builtPage } = options;
  const stage = await openStage(play);
  let server: WebServer | undefined;
  try {
    const running = stage.time.run();
    await Promise.race([stage.time.leap('event'), running]);
    await new Promise<void>((resolve, reject) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
      running.then(resolve, reject);
      const failed = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
      serveStage(stage, { folder, failed, ...(port !== undefined && { port }) }).then((opened) => {
        server = opened;
        const { day, time } = datesIn(play.config.calendar.timeZone);
        const now = stage.cloud.clock.now();
        out(`${colours.bold('Keysunset rehearsal')}  ${colours.dim('no AWS, no Slack, nothing leaves 127.0.0.1')}`);
        out('');
        out(`  ${opened.url}`);
        out('');
        out(
          `Open it in a browser. It is ${day(now)} ${time(now)}, the first notices have been given, and time stands still.`,
        );
        out('Ctrl-C ends it.');
      }, failed);
    });
  } finally {
    server?.close();
    await stage.close();
  }
}
