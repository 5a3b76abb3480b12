import { noColours } from '../../../cli/terminal';
import { exampleConfig } from '../../../lib/example-config';
import { generated } from '../../../rehearsal/generated-keys';
import { rehearse } from '../../../rehearsal/rehearse';
import type { Play } from '../../../rehearsal/rehearse';
import { endOf } from '../../../rehearsal/story/end';
import { storyOf } from '../../../rehearsal/story/story';

/** Of many generated keys those that are refused, and others up to 22; every owner presses Stop at once. */
function fewOf({ parts, ...play }: Play): Play {
  const refused = parts.filter(({ expected }) => expected === 'refused');
  const others = parts.filter(({ expected }) => expected !== 'refused');
  return { ...play, parts: [...refused, ...others.slice(0, 22 - refused.length)] };
}

const lines: string[] = [];
beforeAll(async () => {
  const play = fewOf(generated(300, 1));
  expect(play.parts.filter(({ expected }) => expected === 'refused').length).toBeGreaterThan(1);
  const how = { transport: 'in process', stopAfter: 'PT1S' } as const;
  const terminal = { out: (text: string) => void lines.push(...text.split('\n')), colours: noColours } as never;
  const teller = storyOf(play, how, terminal, { listAll: false });
  endOf(await rehearse(play, { ...how, ...teller }), terminal, exampleConfig);
}, 60_000);

test('all refusals of protected keys are one row of the table, with one word for why', () => {
  const header = lines.findIndex((line) => /^KEYS +OUTCOME +NOW +BECAUSE$/.test(line));
  const rows = lines.slice(header + 1, lines.indexOf('', header));
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual(expect.stringMatching(/^\d+ +refused +Active +protected$/));
  expect(rows).toContainEqual(expect.stringMatching(/^\d+ +kept +Active +stop: button$/));
});

test('each key is counted once as it ends, up to the last', () => {
  const counted = lines.filter((line) => line.endsWith('have ended'));
  expect(counted).toHaveLength(11);
  expect(counted.at(-1)).toBe('  22 of 22 have ended');
});
