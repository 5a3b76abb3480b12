import { embeddedMetrics } from '../../../lambda/adapters/metrics';

const lines: string[] = [];
const { count } = embeddedMetrics({
  write: (line) => void lines.push(line),
  clock: { now: () => '2026-03-03T01:00:00.000Z' },
});
beforeEach(() => lines.splice(0));

test('a count is one line of JSON, of which CloudWatch makes a metric without dimensions', () => {
  count('LateRestores', 2, { keys: 'AKIA1\nAKIA2' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    _aws: {
      Timestamp: Date.UTC(2026, 2, 3, 1),
      CloudWatchMetrics: [{ Namespace: 'Keysunset', Dimensions: [[]], Metrics: [{ Name: 'LateRestores' }] }],
    },
    LateRestores: 2,
    keys: 'AKIA1\nAKIA2',
  });
});

test('what is told beside it never takes the place of the value', () => {
  count('SweepProblems', 0, { SweepProblems: 'AKIA1: tampered' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ SweepProblems: 0 });
});

test('of what is of several kinds there is a metric of each, beside that of all', () => {
  count('Screams', 1, { keyId: 'AKIA1', kind: 'stop' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Dimensions: [[], ['kind']] }] },
    ...{ Screams: 1, kind: 'stop' },
  });
});
