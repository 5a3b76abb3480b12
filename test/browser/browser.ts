import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { story } from '../../rehearsal/cast';
import { serveStage } from '../../rehearsal/web/server';
import { openStage } from '../../rehearsal/web/stage';
import type { Stage } from '../../rehearsal/web/stage';

/** KEYSUNSET_BROWSER: the browser's path; or `required`, where a machine without one is a failure. */
const { KEYSUNSET_BROWSER: wanted = '', PATH = '' } = process.env;
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const executablePath = [
  ...(wanted && wanted !== 'required' ? [wanted] : []),
  ...names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))),
].find(existsSync);

/** Skipped, with a notice, where there is no browser; a failure where one is required. */
export function describeInBrowser(what: string, tests: () => void): void {
  if (executablePath || wanted === 'required') return describe(what, tests);
  process.stderr.write(
    `\nSKIPPED: “${what}” needs Chromium. Wanted: apt-get install chromium, or its path in KEYSUNSET_BROWSER.\n`,
  );
  describe.skip(what, tests);
}

/** The rehearsal's page, as one person sees it. */
export interface Opened {
  page: Page;
  stage: Stage;
  /** Whether a key works, from IAM itself. */
  statusOf: (keyId: string) => string | undefined;
  /** As Ctrl-C does. */
  end: () => void;
  /** What the browser complains about: errors, and what the page may not load or run. */
  complaints: string[];
}

/** Opens the page in a browser; each call is another rehearsal. Everything is closed with the tests of this file. */
export function pages() {
  const closings: (() => Promise<unknown>)[] = [];
  let folder = '';
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!executablePath) throw new Error('KEYSUNSET_BROWSER is "required", and there is no Chromium in PATH.');
    folder = await mkdtemp(join(tmpdir(), 'keysunset-page-'));
    const build = join(__dirname, '..', '..', 'bin', 'build.mjs');
    await promisify(execFile)(process.execPath, [build, join(folder, 'keysunset.js')]);
    browser = await chromium.launch({ executablePath, args: quiet });
  });
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await browser?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  return {
    async openAs(slackUserId: string, options: BrowserContextOptions = {}): Promise<Opened> {
      const stage = await openStage(story);
      const running = stage.time.run();
      closings.push(async () => {
        await stage.close();
        await running;
      });
      await stage.time.leap('event');
      let failure: unknown;
      const server = await serveStage(stage, { folder: join(folder, 'stage'), failed: (error) => (failure = error) });
      closings.push(async () => {
        server.close();
        if (failure) throw new Error('The rehearsal failed.', { cause: failure });
      });
      if (!browser) throw new Error('There is no browser.');
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      closings.push(() => context.close());
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (said) => {
        if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text());
      });
      await page.goto(`${server.url}?as=${slackUserId}`);
      await page.locator('.ks-row').first().waitFor();
      return {
        page,
        stage,
        complaints,
        end: server.close,
        statusOf: (keyId) => stage.cloud.aws.holder(keyId)?.key.status,
      };
    },
  };
}

/** No sandbox, since a container has none to give; and nothing from the internet. */
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
