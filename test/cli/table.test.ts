import { tableOf } from '../../cli/table';

test('wide characters are counted as two columns', () => {
  expect(
    tableOf(
      ['A', 'B', 'C'],
      [
        ['k', '田中 愛', 'x'],
        ['k', 'Maria', 'y'],
      ],
    ),
  ).toBe(['A  B        C', 'k  田中 愛  x', 'k  Maria    y'].join('\n'));
});

test('what does not fit into 100 columns is wrapped, the first column never', () => {
  const lines = tableOf(
    ['KEY', 'WHY', 'WHO'],
    [['AKIAV6CIQHZTHY4JYCFU', 'many words '.repeat(12), 'somebody else '.repeat(9)]],
  ).split('\n');
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines[1]).toMatch(/^AKIAV6CIQHZTHY4JYCFU {2}many words/);
});

test('a control character of somebody else’s words does not reach the terminal', () => {
  expect(tableOf(['A'], [['red \u001b[31m alert']])).not.toContain('\u001b');
});

test('colour is put around a text without changing its width', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
  expect(tableOf(['A', 'B'], [[{ text: 'off', colour: red }, 'x']])).toBe('A    B\n\u001b[31moff\u001b[39m  x');
});

test('a name is shown whole, however long and wherever it is broken', () => {
  const name = 'svc-image-resize-for-all-the-mobile-apps-of-田中愛';
  const row = [
    'AKIAV6CIQHZTHY4JYCFU',
    name,
    'legacy-prod',
    '○ enqueued',
    'waiting to start',
    '2026-03-05 01:00',
    'not known yet',
  ];
  const lines = tableOf(['KEY', 'USER', 'ACCOUNT', 'STATUS', 'STAGE', 'UNTIL', 'OWNER'], [row]).split('\n');
  expect(
    lines
      .slice(1)
      .map((line) => line.slice(22).split(' ')[0])
      .join(''),
  ).toBe(name);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});
