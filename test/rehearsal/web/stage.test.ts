import { story } from '../../../rehearsal/cast';
import { openStage } from '../../../rehearsal/web/stage';
import type { Stage } from '../../../rehearsal/web/stage';

const MARIA = 'U03MARIA';
const MOBILE = 'AKIAV6CIQHZTHY4JYCFU';
/** Without what is used every minute: it takes its time, and shows nothing here. */
const play = { ...story, parts: story.parts.filter(({ userName }) => userName !== 'svc-price-poller') };
let stage: Stage;
let running: Promise<void>;

beforeEach(async () => {
  stage = await openStage(play, 'in process');
  running = stage.time.run();
});
afterEach(async () => {
  await stage.close();
  await running;
});

/** What everybody sees now. */
async function seen() {
  await stage.refresh();
  const { board, ...shared } = stage.shared(0);
  const rows = board.groups.flatMap((group) => group.rows);
  return {
    ...shared,
    board,
    rowOf: (userName: string) => rows.find((row) => row.userName === userName),
    statuses: () => Object.fromEntries(rows.map(({ userName, status }) => [userName, status.words])),
  };
}

test('the first notices, a stop in the first outage, and what becomes of each key', async () => {
  // Whoever is played on the page does nothing by themselves: she would answer, and keep svc-pos-sync.
  stage.cloud.people.played.add('U07AI');
  await stage.time.leap('event');
  const first = await seen();
  expect(first.clock).toMatchObject({ day: 1, days: 45, over: false, playing: false });
  expect(first.clock.next).toEqual({ at: expect.stringMatching(/^2026-03-04T01:00:/) as string, words: '7 keys off' });
  expect(first.rowOf('break-glass-admin')?.status).toEqual({ kind: 'refused', words: 'Refused: protected' });
  expect(first.rowOf('tf-edge-logs')?.status).toEqual({ kind: 'notice', words: 'Notice to Wed 4 Mar' });

  await stage.time.leap('stage');
  const dark = await seen();
  expect(dark.rowOf('deploy-mobile-release')?.status).toEqual({ kind: 'outage', words: 'Dark to 10:10' });
  expect(dark.tiles.darkNow.keys).toBe(7);
  expect(dark.board.groups[0]?.words).toBe('3 keys, 2 dark');

  const [card] = stage.slack({ as: MARIA }).posts;
  const { people, slack } = stage.cloud;
  await stage.time.act('press', () =>
    people.slackSends.press(slack.user(MARIA), slack.find(card!.channel, card!.ts)!, 'stop'),
  );
  await stage.time.leap('event');
  const back = await seen();
  expect(back.rowOf('deploy-mobile-release')?.status).toEqual({ kind: 'ending', words: 'Back on, to be confirmed' });
  expect(stage.cloud.aws.holder(MOBILE)?.key.status).toBe('Active');
  expect(back.tiles.screams.words).toMatch(/^1 stop/);
  expect(back.tiles.stopToActive.median).toBeLessThan(5);

  for (let i = 0; i < 60 && !(await seen()).clock.over; i++) await stage.time.leap('stage');
  const ended = await seen();
  expect(ended.clock).toMatchObject({ over: true });
  expect(ended.clock.next).toBeUndefined();
  expect(ended.statuses()).toEqual({
    'svc-invoice-batch': 'Deleted',
    'deploy-mobile-release': 'Kept: stop',
    'svc-nightly-export': 'Kept: use seen',
    'tf-edge-logs': 'Kept: re-activated',
    'break-glass-admin': 'Refused: protected',
    'svc-image-resize': 'Deleted',
    'svc-pos-sync': 'Deleted',
    'svc-stock-feed': 'Failed, key is on',
  });
  expect(ended.rowOf('deploy-mobile-release')?.end).toMatchObject({ kind: 'kept', words: 'stop', planned: false });
  expect(ended.ledger.broken).toBeUndefined();
});

test('each entry is a line of the ledger, once and in the order of writing, under the hash of the one before', async () => {
  await stage.time.leap('stage');
  const { ledger } = await seen();
  const chain = ledger.lines.filter(({ keyId }) => keyId === MOBILE);
  expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, i) => i + 1));
  expect(chain.slice(1).map(({ previousHash }) => previousHash)).toEqual(chain.slice(0, -1).map(({ hash }) => hash));
  expect(chain.map(({ type }) => type)).toContain('KeyDeactivated');
  expect(stage.shared(ledger.entries - 2).ledger.lines).toEqual(ledger.lines.slice(-2));
});

test('who answers for keys, who operates and who does neither', async () => {
  await stage.time.leap('event');
  await stage.refresh();
  const { people } = stage.slack({ as: MARIA });
  expect(people.find(({ id }) => id === 'U08KENJI')?.role).toBe('operator');
  expect(people.find(({ id }) => id === MARIA)?.role).toBe('owner');
  expect(people.find(({ id }) => id === 'U09NOOR')?.role).toBe('stranger');
  expect(people.map(({ name }) => name)).not.toContain('Yuki Kato');
});

test('an owner has cards in their own messages, and nobody else sees them', async () => {
  await stage.time.leap('event');
  await stage.refresh();
  const asMaria = stage.slack({ as: MARIA });
  expect(asMaria.posts.map(({ userName }) => userName)).toEqual(['deploy-mobile-release']);
  const asHana = stage.slack({ as: 'U02HANA', place: asMaria.place.id });
  expect(asHana.place.id).not.toBe(asMaria.place.id);
  expect(asHana.posts.map(({ userName }) => userName)).not.toContain('deploy-mobile-release');
});
