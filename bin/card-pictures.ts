import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { story } from '../rehearsal/cast';
import { serveStage } from '../rehearsal/web/server';
import { openStage } from '../rehearsal/web/stage';

/** Whose card is shown, while their key is off. */
const cards = [
  { of: 'U03MARIA', file: 'card-en.png' },
  { of: 'U07AI', file: 'card-ja.png' },
];
const docs = join(__dirname, '..', 'docs');

/** Takes the pictures of docs/slack.md from the page of the rehearsal: `npm run card-pictures`, where there is Chromium. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-cards-'));
  execFileSync(process.execPath, [join(__dirname, 'build.mjs'), join(folder, 'keysunset.js')]);
  const stage = await openStage(story);
  const running = stage.time.run();
  const server = await serveStage(stage, {
    folder: join(folder, 'stage'),
    failed: (error) => process.stderr.write(`${String(error)}\n`),
  });
  const browser = await chromium.launch({
    executablePath: process.env['KEYSUNSET_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    // The notice, then the first outage.
    await stage.time.leap('event');
    await stage.time.leap('stage');
    for (const { of, file } of cards) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 1600 }, deviceScaleFactor: 1 });
      await page.goto(`${server.url}?as=${of}`);
      const card = page.locator('.ks-post').first();
      await card.getByRole('button').first().waitFor();
      await card.screenshot({ path: join(docs, file) });
      await page.close();
      process.stdout.write(`docs/${file}\n`);
    }
  } finally {
    await browser.close();
    server.close();
    await stage.close();
    await running;
    rmSync(folder, { recursive: true });
  }
}

void main();
