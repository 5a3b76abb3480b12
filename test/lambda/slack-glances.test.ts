import type { Message } from '../../lambda/core/ports';
import { Unavailable, Unreadable } from '../../lambda/core/errors';
import type { Ports } from '../../lambda/app';
import { inNotice, inStage1, mayBeDeleted, subject } from './core/chains';
import type { Written } from './core/chains';
import { config } from './core/configs';
import { textsOf } from './core/notices/reading';
import { world } from './world';

const operators = [{ slackUserId: 'U9', name: 'kenji.sato' }];
const begun = (...facts: Written[]) => world({ facts, config: { ...config, operators } }).begun();
const to = { channel: 'C1', responseUrl: 'https://hooks.slack.com/commands/1', stop: '/keysunset stop' };

/** What somebody is answered, or sees in their Home tab. */
async function seen(
  w: Awaited<ReturnType<typeof begun>>,
  what: { show: 'home' } | { show: 'status' } | { show: 'key'; key: string },
  { by = 'U1', locale = 'en-US', ports = {} }: { by?: string; locale?: string; ports?: Partial<Ports> } = {},
): Promise<string> {
  const said: string[] = [];
  const person = { slackUserId: by, name: 'X', timeZone: 'Asia/Tokyo', locale };
  const app = w.withPorts({
    messenger: { ...w.ports.messenger, person: async () => ({ known: true, value: person }) },
    views: { ...w.ports.views, publish: async (_, view) => void said.push(...textsOf(view.blocks)) },
    whisperer: {
      whisper: async (_, text, blocks: Message['blocks'] = []) => void said.push(text, ...textsOf(blocks)),
    },
    ...ports,
  });
  await app['slack-views']({ ...what, to: { ...to, slackUserId: by } });
  return said.join('\n');
}

describe('the Home tab', () => {
  test('shows whose key it is how it stands, and as of when', async () => {
    const w = await begun(...inStage1);
    const text = await seen(w, { show: 'home' });
    expect(text).toContain('Your keys');
    expect(text).toContain(`\`${subject.keyId}\``);
    expect(text).toContain('As of ');
    expect(text).not.toContain('Off now');
  });
  test('shows nobody else’s keys', async () => {
    expect(await seen(await begun(...inStage1), { show: 'home' }, { by: 'U7' })).toContain(
      'None of your keys is being retired.',
    );
  });
  test('shows operators what is off, what is next and whether all is frozen', async () => {
    const text = await seen(await begun(...inStage1), { show: 'home' }, { by: 'U9' });
    expect(text).toMatch(/Not frozen: [^]*Off now\n`AKIAV6CIQHZTHY4JYCFU`[^]*Next outages\nNo outage is planned/);
    expect(await seen(await begun(...inNotice), { show: 'home' }, { by: 'U9' })).toMatch(
      /No key is off\.\nNext outages\n.* off for 10 minutes: `AKIAV6CIQHZTHY4JYCFU`/,
    );
  });
  test('is in the reader’s language', async () => {
    expect(await seen(await begun(...inStage1), { show: 'home' }, { locale: 'ja-JP' })).toContain('あなたのキー');
  });
  test('says where the ledger could not be read: what was there before would look like now', async () => {
    const w = await begun(...inStage1);
    w.tables.outOfReach(true);
    expect(await seen(w, { show: 'home' })).toContain('the ledger could not be read');
  });
  test('a HEAD or a chain that cannot be read hides no other', async () => {
    const w = await begun(...inStage1);
    const heads = {
      ...w.ports.heads,
      byStatus: async function* (status: Parameters<Ports['heads']['byStatus']>[0]) {
        yield* w.ports.heads.byStatus(status);
        throw new Unreadable('a HEAD');
      },
    };
    expect(await seen(w, { show: 'home' }, { ports: { heads } })).toContain(subject.keyId);
    const ledger = { ...w.ports.ledger, read: () => Promise.reject(new Unreadable('a chain')) };
    expect(await seen(w, { show: 'home' }, { ports: { ledger } })).toContain('None of your keys');
  });
});

describe('the answer to a command', () => {
  test('status: what is off now, when it comes back, how many there are in all, and whether all is frozen', async () => {
    const text = await seen(await begun(...inStage1), { show: 'status' });
    expect(text).toContain('Being retired: 1. Off now: 1,');
    expect(text).toContain('Not frozen');
    expect(text).toMatch(/`AKIAV6CIQHZTHY4JYCFU`\n\*deploy-mobile-release\* in [^]*Back on by itself/);
  });
  test('show: what the card says, and the command that stops it', async () => {
    const text = await seen(await begun(...inStage1), { show: 'key', key: subject.keyId });
    expect(text).toContain('If you need it: `/keysunset stop AKIAV6CIQHZTHY4JYCFU`');
    expect(text).toContain('◐ *10 min*');
  });
  test('show: one that is over has nothing to stop', async () => {
    const facts: Written[] = [...mayBeDeleted, [mayBeDeleted.at(-1)?.[0] ?? '', { type: 'KeyDeleted', detail: {} }]];
    expect(await seen(await begun(...facts), { show: 'key', key: subject.keyId })).not.toContain('/keysunset stop');
  });
  test('show: a key that was never enqueued', async () => {
    expect(await seen(await begun(), { show: 'key', key: 'AKIAIOSFODNN7EXAMPLE' })).toContain('was never enqueued');
  });
  test('is in the language of whoever asked', async () => {
    expect(await seen(await begun(...inStage1), { show: 'status' }, { locale: 'ja-JP' })).toContain('手続き中：1件');
  });
  test('that could not be looked up is said to be so', async () => {
    const w = await begun(...inStage1);
    w.tables.outOfReach(true);
    expect(await seen(w, { show: 'status' })).toContain('could not be looked up');
  });
  test('that failed for another reason is told too, and is an error that somebody sees', async () => {
    const w = await begun(...inStage1);
    const said: string[] = [];
    const whisperer = { whisper: async (_: unknown, text: string) => void said.push(text) };
    const ledger = { ...w.ports.ledger, read: () => Promise.reject(new TypeError('a bug')) };
    await expect(seen(w, { show: 'key', key: subject.keyId }, { ports: { ledger, whisperer } })).rejects.toThrow(
      'a bug',
    );
    expect(said).toEqual([expect.stringContaining('could not be looked up') as string]);
  });
});

test('what Slack does not take is an error that somebody sees', async () => {
  const w = await begun(...inStage1);
  const views = { ...w.ports.views, publish: () => Promise.reject(new Unavailable('Slack is down')) };
  await expect(seen(w, { show: 'home' }, { ports: { views } })).rejects.toThrow('Slack is down');
});
