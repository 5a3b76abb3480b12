import { noColours } from '../../cli/terminal';
import type { Terminal } from '../../cli/terminal';
import { story } from '../../rehearsal/cast';
import type { Part } from '../../rehearsal/rehearse';
import { serve } from '../../rehearsal/serve';

/** Each wait is over within a real millisecond. */
const PACE = 1e9;
/** A minute after Maria Keller presses Stop in the story; Ai Tanaka has answered days before. */
const afterTheyWereHeard = '2026-03-09T05:04:04.000Z';
const maria = 'AKIAV6CIQHZTHY4JYCFU';
const ai = 'AKIA5P4I2SFTES6EYUZ7';

interface Served {
  endpoint: string;
  lines: string[];
  /** What the operator door knows just before Ctrl-C. */
  retirements: Promise<unknown>;
}

/** Serves the story's two people who answer, until a minute after both wanted to. */
async function served(during: (endpoint: string) => Promise<unknown>): Promise<Served> {
  const lines: string[] = [];
  const seen = { endpoint: '', retirements: Promise.resolve<unknown>(undefined) };
  const begins: Part['life'] = ({ clock }) =>
    clock.at(story.begins, 'somebody types', () => {
      seen.endpoint = /http:\/\/[\w.]+:\d+/.exec(lines.join('\n'))?.[0] ?? 'nowhere';
      return during(seen.endpoint);
    });
  const ends: Part['life'] = ({ clock }) =>
    clock.at(afterTheyWereHeard, 'Ctrl-C', async () => {
      const answer = await fetch(`${seen.endpoint}/retirements`);
      seen.retirements = answer.json();
      process.emit('SIGINT');
    });
  const people = story.parts.filter(({ keyId }) => [maria, ai].includes(keyId));
  const extras = [begins, ends].map((life): Part => ({ ...(people[0] as Part), life }));
  const terminal = { out: (text: string) => void lines.push(...text.split('\n')), colours: noColours };
  await serve({ ...story, parts: [...people, ...extras] }, PACE, terminal as unknown as Terminal);
  return { ...seen, lines };
}

test('people who were never told say nothing, and the rehearsal goes on', async () => {
  const { retirements, lines } = await served(async () => undefined);
  expect(await retirements).toMatchObject({ retirements: [] });
  expect(lines.join('\n')).not.toMatch(/Stop|使ってます/);
}, 30_000);

test('who was told answers, once their key is enqueued through the door that is named', async () => {
  const rows = [{ line: 1, keyId: maria, reason: 'quarterly clean-up' }];
  const { lines } = await served((endpoint) =>
    fetch(`${endpoint}/retirements`, { method: 'POST', body: JSON.stringify({ rows }) }),
  );
  const text = lines.join('\n');
  expect(text).toContain('Maria Keller pressed Stop');
  expect(text).not.toContain('使ってます');
}, 30_000);
