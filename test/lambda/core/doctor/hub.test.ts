import { ofClock, ofLedger, ofVersion } from '../../../../lambda/core/doctor/hub';
import type { LedgerSeen } from '../../../../lambda/core/doctor/hub';
import { known } from '../seen';

const well: LedgerSeen = { control: known('verified'), byStatus: known('read'), byOwner: known('read') };
const unknown = { known: false as const, why: 'DynamoDB did not answer' };
const refused = known({ refused: 'AccessDeniedException' });
const ledger = (change: Partial<LedgerSeen>) =>
  ofLedger({ ...well, ...change })
    .filter(({ is }) => is !== 'good')
    .map(({ what, is }) => [what, is]);

test('a ledger that can be read lacks nothing', () => {
  expect(ledger({})).toEqual([]);
});

test('what the ledger refuses is missing, and what it does not answer is not read', () => {
  expect(ledger({ control: refused, byStatus: refused, byOwner: refused })).toEqual([
    ['CONTROL', 'missing'],
    ['index by status', 'missing'],
    ['index by owner', 'missing'],
  ]);
  expect(ledger({ control: unknown, byStatus: unknown, byOwner: unknown })).toEqual([
    ['CONTROL', 'not read'],
    ['index by status', 'not read'],
    ['index by owner', 'not read'],
  ]);
});

test('a chain of everything at once that is not as it was written is found, and leads to the runbook', () => {
  const [control] = ofLedger({ ...well, control: known('broken') });
  expect(control).toMatchObject({ is: 'missing', todo: expect.stringContaining('runbook') as string });
});

test('hub and command line have to be of one release', () => {
  expect(ofVersion('0.1.0', '0.1.0').is).toBe('good');
  expect(ofVersion('0.1.0', '0.2.0')).toMatchObject({
    is: 'missing',
    text: 'The hub is 0.1.0, this command line 0.2.0.',
  });
});

describe('the clock', () => {
  const asked = '2026-03-03T01:00:00.000Z';
  const answered = '2026-03-03T01:00:04.000Z';
  const at = (door: string) => ofClock(`2026-03-03T${door}.000Z`, { asked, answered });

  test.each(['01:00:00', '01:00:02', '01:00:04'])('that shows %s between question and answer agrees', (door) => {
    expect(at(door)).toEqual({ what: 'clock', is: 'good', text: 'This machine’s and the hub’s agree.' });
  });

  test.each([
    ['00:59:00', 60],
    ['01:01:04', 60],
  ])('that shows %s differs by a minute, which is borne', (door, seconds) => {
    expect(at(door)).toMatchObject({ is: 'good', text: `It differs from the hub’s by ${seconds} s.` });
  });

  test('more than a minute is said, with the direction, and when AWS will refuse', () => {
    expect(at('00:58:59')).toMatchObject({
      is: 'missing',
      text: 'This machine’s is 61 s ahead of the hub’s. From 300 s on AWS refuses what is signed by it.',
    });
    expect(at('01:01:05').text).toContain('61 s behind');
    expect(at('01:05:03').text).toContain('From 300 s on');
    expect(at('01:05:04').text).toBe('This machine’s is 300 s behind the hub’s. AWS refuses what is signed by it.');
  });
});
