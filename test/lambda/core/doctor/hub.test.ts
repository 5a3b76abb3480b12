import { ofClock, ofLedger, ofVersion } from '../../../../lambda/core/doctor/hub';
import type { LedgerSeen } from '../../../../lambda/core/doctor/hub';
import { known } from '../seen';

const well: LedgerSeen = { control: known('verified'), byStatus: known('read'), byOwner: known('read') };
const unknown = { known: false as const, why: 'DynamoDB did not answer' };
const refused = known({ refused: 'AccessDeniedException' });

test('a ledger that can be read, with a chain that verifies, is good', () => {
  expect(ofLedger(well)).toEqual([
    { what: 'CONTROL', is: 'good', text: 'It can be read, and its chain verifies.' },
    { what: 'index by status', is: 'good', text: 'It can be read.' },
    { what: 'index by owner', is: 'good', text: 'It can be read.' },
  ]);
});

test('what the ledger refuses is missing, and wants the hub deployed again', () => {
  const missing = {
    ...{ is: 'missing', text: 'It cannot be read: AccessDeniedException' },
    todo: 'Deploy the hub again, and look into the log of keysunset-operator-door.',
  };
  expect(ofLedger({ control: refused, byStatus: refused, byOwner: refused })).toEqual([
    { what: 'CONTROL', ...missing },
    { what: 'index by status', ...missing },
    { what: 'index by owner', ...missing },
  ]);
});

test('what the ledger does not answer is not read', () => {
  expect(ofLedger({ control: unknown, byStatus: unknown, byOwner: unknown })).toMatchObject([
    { what: 'CONTROL', is: 'not read' },
    { what: 'index by status', is: 'not read' },
    { what: 'index by owner', is: 'not read' },
  ]);
});

test('a chain of everything at once that is not as it was written is found, and leads to the runbook', () => {
  const [control] = ofLedger({ ...well, control: known('broken') });
  expect(control).toEqual({
    ...{ what: 'CONTROL', is: 'missing' },
    text: 'Its chain is not as it was written: somebody has changed or removed entries.',
    todo: 'See the runbook, section keysunset-broken-row.',
  });
});

test('hub and command line have to be of one release', () => {
  const text = 'The hub and this command line are both 0.1.0.';
  expect(ofVersion('0.1.0', '0.1.0')).toEqual({ what: 'version', is: 'good', text });
  expect(ofVersion('0.1.0', '0.2.0')).toEqual({
    ...{ what: 'version', is: 'missing', text: 'The hub is 0.1.0, this command line 0.2.0.' },
    todo: 'Deploy the hub from the release of this command line, or take the command line of the hub’s release.',
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
    expect(at('00:58:59')).toEqual({
      ...{ what: 'clock', is: 'missing' },
      text: 'This machine’s is 61 s ahead of the hub’s. From 300 s on AWS refuses what is signed by it.',
      todo: 'Set this machine’s clock by NTP.',
    });
    expect(at('01:01:05').text).toContain('61 s behind');
    expect(at('01:05:03').text).toContain('From 300 s on');
    expect(at('01:05:04').text).toBe('This machine’s is 300 s behind the hub’s. AWS refuses what is signed by it.');
  });
});
