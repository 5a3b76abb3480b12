import { pageWith } from '../../bench/page';
import type { Result } from '../../bench/page';

const measured = (name: string, keys: number, written = '`npm run bench` on one machine'): Result => ({
  name,
  unit: 'keys per second',
  ours: { keys, large: { seconds: 1234.5 } },
  against: { keys: 10 },
  ratio: keys / 10,
  written,
});

test('a measurement that is written again replaces its own section, and leaves the others and their machines alone', () => {
  const first = pageWith([measured('rehearsal', 20), measured('restore-all', 30)]);
  const again = pageWith([measured('rehearsal', 40, '`npm run bench -- rehearsal` on another machine')], first);
  const [, ...before] = first.split(/^(?=## )/m);
  const [, ...now] = again.split(/^(?=## )/m);
  expect(now[1]).toBe(before[1]);
  expect(now[0]).toBe(
    [
      '## rehearsal',
      '',
      'Written by `npm run bench -- rehearsal` on another machine.',
      '',
      'Ratio: **4** (keys per second)',
      '',
      '|  | ours | against |',
      '| --- | --- | --- |',
      '| keys | 40 | 10 |',
      '| large seconds | 1,234.5 |  |',
      '',
      '',
    ].join('\n'),
  );
});

test('a measurement that the page does not have yet comes last, and what was said above the sections stays', () => {
  const page = pageWith(
    [measured('restore-all', 30)],
    '# Performance\n\nLook at ratios.\n\n## rehearsal\n\nAs it was.\n',
  );
  expect(page).toMatch(/^# Performance\n\nLook at ratios\.\n\n## rehearsal\n\nAs it was\.\n\n## restore-all\n/);
  expect(page.match(/^## /gm)).toHaveLength(2);
});

test('a page that is written twice from the same figures stays the same', () => {
  const page = pageWith([measured('rehearsal', 20)]);
  expect(pageWith([measured('rehearsal', 20)], page)).toBe(page);
});
