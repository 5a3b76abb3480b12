import { join } from 'node:path';
import { AnsiUp } from 'ansi_up';
import { chromium } from 'playwright-core';
import { run } from '../cli/program';
import type { Terminal } from '../cli/terminal';
import { inTheTerminal } from './colours';

const PICTURE = join(__dirname, '../docs/story.png');

/** Takes the picture of README.md: `npm start` as a terminal shows it. `npm run story-picture`, where there is Chromium. */
async function main(): Promise<void> {
  const lines = ['$ npm start', ''];
  const code = await run(['rehearse'], collecting(lines), () => import('../cli/rehearse.js'));
  if (code !== 0) throw new Error('The rehearsal did not end as it has to: there is nothing to take a picture of.');
  const browser = await chromium.launch({
    executablePath: process.env['KEYSUNSET_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 1600 }, deviceScaleFactor: 1 });
    const shown = Object.assign(new AnsiUp(), { use_classes: true }).ansi_to_html(lines.join('\n'));
    await page.setContent(`<style>${style}</style><pre>${shown}</pre>`);
    await page.locator('pre').screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
  process.stdout.write('docs/story.png\n');
}

const style = `
body { margin: 0 }
pre { display: inline-block; margin: 0; padding: 16px; background: #14171f; color: #e6e8ec;
      font: 13px/19px 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace }
.ansi-red-fg { color: #ff7b72 } .ansi-green-fg { color: #4cd297 } .ansi-yellow-fg { color: #e3b341 }
.ansi-blue-fg { color: #79a8ff } .ansi-cyan-fg { color: #5fc3ee } .ansi-bright-white-fg { color: #fff } .ansi-blue-bg { background: #3a45b0 }
`;

/** A terminal that keeps what it shows. */
function collecting(lines: string[]): Terminal {
  const nobodyThere = (): never => {
    throw new Error('Nobody sits at this terminal.');
  };
  return {
    out: (text) => void lines.push(...text.split('\n')),
    err: (text) => void process.stderr.write(`${text}\n`),
    readStdin: nobodyThere,
    lines: nobodyThere,
    env: process.env,
    colours: inTheTerminal,
    fetch,
    now: () => new Date(),
    pause: nobodyThere,
    onInterrupt: () => () => undefined,
  };
}

void main();
