import { mayEnqueue, whereIs } from '../../../lambda/core/enqueue';
import type { EnqueueRow, EnqueueSeen } from '../../../lambda/core/enqueue';
import { inEnglish } from '../../../lambda/core/notices/told';
import type { KeyFound } from '../../../lambda/core/ports';
import { standard } from '../../../lambda/core/ritual';
import { at, enqueued, given, inNotice, inStage1, restoreStarted, start, stopRequested, subject } from './chains';
import { config } from './configs';

const key: KeyFound = {
  userName: subject.userName,
  userId: subject.userId,
  status: 'Active',
  createdAt: subject.createdAt,
  tags: { owner: 'maria@example.com' },
};
const row: EnqueueRow = { keyId: subject.keyId, reason: ' unused for 400 days ', accountId: subject.accountId };
const kept = { type: 'RetirementKept', detail: { because: 'a stop' } } as const;
const stopped = given(...inNotice, [at(0, 1), stopRequested, { actor: 'slack:U1 Maria Keller' }], [at(1), kept]);

const seen = (change: Partial<EnqueueSeen> = {}, asked: Partial<EnqueueRow> = {}): EnqueueSeen => ({
  row: { ...row, ...asked },
  found: { known: true, value: key },
  retirement: undefined,
  config,
  now: start,
  ...change,
});
const found = (change: Partial<KeyFound>): Partial<EnqueueSeen> => ({
  found: { known: true, value: { ...key, ...change } },
});

describe('a key may be retired', () => {
  const accepted = {
    subject,
    ritual: standard,
    timeZone: 'Asia/Tokyo',
    reason: 'unused for 400 days',
    onUse: { do: 'keep' },
    restDays: 180,
  };

  test.each<[string, EnqueueSeen, object]>([
    ['by the first ritual, where none is asked for', seen(), {}],
    ['by a ritual that is asked for', seen({}, { ritual: 'short' }), { ritual: config.rituals[1] }],
    [
      'though it is used, where the operator says why that does not count',
      seen({}, { onUse: 'ignore', because: ' a forgotten poller ' }),
      { onUse: { do: 'ignore', because: 'a forgotten poller' } },
    ],
    ['before others, or after them', seen({}, { priority: -3 }), { priority: -3 }],
    ['in its turn, which is not written down', seen({}, { priority: 0 }), {}],
    ['with the user it belongs to', seen({}, { userName: subject.userName }), {}],
    ['on the day it is old enough', seen(found({ createdAt: at(-7) })), { subject: { ...subject, createdAt: at(-7) } }],
    ['whose user was taken off the protected ones', seen(found({ tags: { 'keysunset:protected': 'False' } })), {}],
    [
      'to be left alone for as long as the configuration says',
      seen({ config: { ...config, restDays: 30 } }),
      { restDays: 30 },
    ],
    ['anew once it was left alone for long enough', seen({ retirement: stopped, now: at(180, 1) }), {}],
    [
      'although it is to be left alone, and what is passed over is written down',
      seen({ retirement: stopped, now: at(180) }, { again: true }),
      { again: { sign: 'stop', by: 'slack:U1 Maria Keller', since: at(0, 1), until: at(180, 1) } },
    ],
    ['again, where nothing keeps it from that', seen({}, { again: true }), {}],
    [
      'anew after a retirement that touched nothing',
      seen({ retirement: given(...inNotice, [at(0, 1), kept]), now: at(0, 1) }),
      {},
    ],
    [
      'anew a quarter of an hour after it was last touched',
      seen({
        retirement: given(...inStage1, [at(1, 1), restoreStarted('somebody needs it')], [at(1, 2), kept]),
        now: at(1, 1, 15),
      }),
      {},
    ],
  ])('%s', (_, given, detail) => {
    expect(mayEnqueue(given)).toEqual({ ok: true, ...accepted, ...detail });
  });
});

describe('a key is refused', () => {
  test.each<[string, EnqueueSeen, string]>([
    ['whose id is malformed', seen({}, { keyId: 'AKIA123' }), 'AKIA123 is not an access key id. Wanted:'],
    ['that is temporary', seen({}, { keyId: 'ASIAY34FZKBOKMUTVV7A' }), 'is a temporary key of AWS STS'],
    [
      'of another account',
      seen({}, { accountId: '609629065308' }),
      `whose id says ${subject.accountId}. Leave the account out`,
    ],
    [
      'of a foreign account',
      seen({}, { keyId: 'AKIAQAAAAAAAAAAAAAAA', accountId: undefined }),
      'account 000000000000, which is none of ours',
    ],
    ['without a reason', seen({}, { reason: '  ' }), 'No reason was given. Wanted: why the key is thought unused.'],
    [
      'for a ritual that is unknown',
      seen({}, { ritual: 'gentle' }),
      'There is no ritual “gentle”. Wanted: one of standard, short.',
    ],
    [
      'when no reason is given to ignore its use',
      seen({}, { onUse: 'ignore' }),
      'no reason was given. Wanted: why use does not count.',
    ],
    ['when a reason is given to ignore its use, which counts', seen({}, { because: 'a poller' }), 'but use counts'],
    [
      'while IAM does not answer',
      seen({ found: { known: false, why: 'IAM throttles' } }),
      'is unknown: IAM throttles. Nothing was done. Try again.',
    ],
    [
      'that does not exist',
      seen({ found: { known: true, value: 'absent' } }),
      'There is no key AKIAV6CIQHZTHY4JYCFU in account prod-apps',
    ],
    ...['root', '<root_account>', '<root>', subject.accountId, ''].map((userName): [string, EnqueueSeen, string] => [
      `of the root user, called “${userName}”`,
      seen(found({ userName })),
      'belongs to the root user',
    ]),
    ['of the root user, told by its id', seen(found({ userId: subject.accountId })), 'belongs to the root user'],
    [
      'for a user it does not belong to',
      seen({}, { userName: 'maria' }),
      'User maria was given for AKIAV6CIQHZTHY4JYCFU, which belongs to deploy',
    ],
    [
      'of a protected user',
      seen(found({ userName: 'Break-Glass-Admin' })),
      'on the never-touch list (policy: break-glass)',
    ],
    [
      'of a user with the protecting tag',
      seen(found({ tags: { 'keysunset:protected': '' } })),
      'has the tag keysunset:protected=',
    ],
    [
      'on the never-touch list',
      seen({}, { keyId: 'AKIAIOSFODNN7EXAMPLE' }),
      'is on the never-touch list (the payment terminal)',
    ],
    [
      'that is being retired',
      seen({ retirement: given(...inNotice) }),
      'is being retired already (r-1, notice, enqueued 2026-03-03T01:00',
    ],
    ['that waits to be retired', seen({ retirement: given([at(0), enqueued()]) }), '(r-1, enqueued, '],
    [
      'while a late call to it may still land',
      seen({
        retirement: given(...inStage1, [at(1, 1), restoreStarted('somebody needs it')], [at(1, 1), kept]),
        now: at(1, 1, 14, 59),
      }),
      'was touched at 2026-03-04T02:00:00.000Z by its last retirement. Try again after 2026-03-04T02:15:00.000Z.',
    ],
    [
      'that somebody else switched off',
      seen(found({ status: 'Inactive' })),
      'is Inactive: somebody else switched it off',
    ],
    [
      'that somebody needed less than half a year ago',
      seen({ retirement: stopped, now: at(180, 0, 59) }),
      `is left alone until ${at(180, 1)}: Maria Keller stopped it on 2026-03-03. Wanted: a key that nobody needs.`,
    ],
    [
      'that somebody else switched off, also where it is to be retired again',
      seen({ ...found({ status: 'Inactive' }), retirement: stopped, now: at(2) }, { again: true }),
      'is Inactive: somebody else switched it off',
    ],
    [
      'that is too young',
      seen(found({ createdAt: at(-6, -23) })),
      'is 6 days old. Wanted: 7 days or more. Enqueue it after 2026-03-03T02:00',
    ],
  ])('%s', (_, given, why) => {
    const may = mayEnqueue(given);
    expect(may.ok ? undefined : inEnglish(may.why)).toContain(why);
  });

  test('whose pattern of never-touched users holds signs of regular expressions only where they stand for themselves', () => {
    const neverTouch = { ...config.neverTouch, users: [{ name: 'a.b+*', because: 'a list' }] };
    const of = (userName: string) => mayEnqueue(seen({ ...found({ userName }), config: { ...config, neverTouch } })).ok;
    expect([of('a.b+c'), of('axbbc')]).toEqual([false, true]);
  });
});

describe('the account of a key', () => {
  const old = 'AKIAJAAAAAAAAAAAAAAA';

  test('is read from its id', () => {
    expect(whereIs({ keyId: 'AKIAY34FZKBOKMUTVV7A', reason: '' }, config)).toEqual({
      ok: true,
      keyId: 'AKIAY34FZKBOKMUTVV7A',
      accountId: '609629065308',
      accountName: 'legacy-prod',
    });
  });

  test('has to be given for an old id', () => {
    expect(whereIs({ keyId: old, reason: '' }, config)).toEqual({
      ok: false,
      why: { is: 'account missing', keyId: old },
    });
    expect(whereIs({ keyId: old, reason: '', accountId: '609629065308' }, config)).toMatchObject({
      accountName: 'legacy-prod',
    });
  });

  test('is the only one there is, for an old id', () => {
    expect(whereIs({ keyId: old, reason: '' }, { accounts: config.accounts.slice(0, 1) })).toMatchObject({
      accountName: 'prod-apps',
    });
  });
});
