import { noColours } from '../../cli/terminal';
import type { Terminal } from '../../cli/terminal';
import { story } from '../../rehearsal/cast';
import type { Part } from '../../rehearsal/rehearse';
import { serve } from '../../rehearsal/serve';

/** Each wait is over within a real millisecond. */
const PACE = 1e9;
const maria = 'AKIAV6CIQHZTHY4JYCFU';
const ai = 'AKIA5P4I2SFTES6EYUZ7';
/** Half an hour after each of them speaks up in the story. */
const afterAiAnswers = '2026-03-04T01:36:20.000Z';
const afterMariaPressesStop = '2026-03-09T05:33:04.000Z';

// Whatever failed, no rehearsal is left open.
afterEach(() => void process.emit('SIGINT'));

/** Keeps a rehearsal open for the story's two people who speak up, from something that is typed until Ctrl-C. */
async function served(until: string, typed: (endpoint: string) => Promise<unknown>) {
  const lines: string[] = [];
  const keys: { keyId: string }[] = [];
  const endpoint = (): string => /http:[/.:0-9]+[0-9]/.exec(lines.join('\n'))?.[0] ?? 'nowhere';
  const types: Part['life'] = ({ clock }) => clock.at(story.begins, 'somebody types', () => typed(endpoint()));
  const leaves: Part['life'] = ({ clock }) =>
    clock.at(until, 'Ctrl-C', async () => {
      const { retirements } = (await (await fetch(`${endpoint()}/retirements?status=kept`)).json()) as {
        retirements: { keyId: string }[];
      };
      keys.push(...retirements);
      process.emit('SIGINT');
    });
  const people = story.parts.filter(({ keyId }) => [maria, ai].includes(keyId));
  const others = [types, leaves].map((life): Part => ({ ...(people[0] as Part), life }));
  const terminal: Pick<Terminal, 'out' | 'colours'> = {
    out: (text) => void lines.push(...text.split('\n')),
    colours: noColours,
  };
  await serve({ ...story, parts: [...people, ...others] }, PACE, terminal as Terminal);
  return { said: lines.join('\n'), kept: keys.map(({ keyId }) => keyId) };
}

test('people who were never told say nothing, and the rehearsal goes on', async () => {
  const { said, kept } = await served(afterMariaPressesStop, async () => undefined);
  expect(kept).toEqual([]);
  expect(said).not.toMatch(/Stop|使ってます/);
}, 30_000);

test('who was told answers, once their key is enqueued through the door that is named', async () => {
  const rows = [{ line: 1, keyId: ai, reason: 'quarterly clean-up' }];
  const { said, kept } = await served(afterAiAnswers, (endpoint) =>
    fetch(`${endpoint}/retirements`, { method: 'POST', body: JSON.stringify({ rows }) }),
  );
  expect(said).toContain('replied 「使ってます」');
  expect(kept).toEqual([ai]);
}, 30_000);

test('a rehearsal that fails says so, and listens no more', async () => {
  const asked: string[] = [];
  const failing = served(afterAiAnswers, async (endpoint) => {
    asked.push(endpoint);
    throw new Error('a bug');
  });
  await expect(failing).rejects.toThrow('a bug');
  expect(asked).toEqual([expect.stringMatching(/^http:/)]);
  await expect(fetch(`${asked[0]}/retirements`)).rejects.toThrow();
}, 30_000);
