import type { Change, Fact, LastUse } from '../../../../lambda/core/entries';
import { card } from '../../../../lambda/core/notices/notices';
import type { Retirement } from '../../../../lambda/core/retirement';
import { buttonsOf, cardAt, settingAt } from './reading';
import {
  afterwards,
  changeByTerraform,
  changed,
  confirmed,
  enqueued,
  gathered,
  lastOutage,
  noticed,
  off,
  on,
  ownerResolved,
  pressed,
  promised,
  soak,
  told,
  tokyo,
} from './story';
import type { Happening } from './story';

const secondOutage = [
  ...noticed,
  ...off('3-04 10:00', 1, '3-04 10:10'),
  ...on('3-04 10:10'),
  confirmed('3-04 10:25'),
  ...off('3-09 10:00', 2, '3-10 10:00'),
];
const soaking = [...secondOutage, ...on('3-10 10:00'), soak('3-10 10:00', 2, '3-14 10:00'), confirmed('3-10 10:15')];
const kept = (at: string, because = 'a stop'): Happening => [at, { type: 'RetirementKept', detail: { because } }];
const change = (to: Change['to']): Change => changeByTerraform('3-09 11:42', to);
const scream = (at: string, detail: Extract<Fact, { type: 'ScreamHeard' }>['detail']): Happening => [
  at,
  { type: 'ScreamHeard', detail },
];
const lastUse: LastUse = { at: tokyo('3-11 02:00'), service: 's3', region: 'ap-northeast-1' };
const caller = {
  sourceIp: '10.20.4.17',
  userAgent: 'aws-cli/2.31.4 cron',
  action: 's3:ListBuckets',
  region: 'ap-northeast-1',
  calls: 1,
  failed: 0,
  lastAt: tokyo('3-11 02:00'),
};
const stopped = (
  how: 'reply' | 'command' | 'operator' | 'protected' | 'button',
  actor: string,
  words?: string,
): Happening => ['3-09 14:03:04', { type: 'StopRequested', detail: { how, ...(words && { words }) } }, actor];
const givenBack = (stop: Happening): Retirement =>
  afterwards(...secondOutage, stop, ...on('3-09 14:03:05.400', 'somebody needs it'));

test('the first notice asks, says what happens when, what each stage finds, and on what evidence', () => {
  expect(cardAt(afterwards(...noticed), '3-03 10:00')).toEqual([
    'Do you still need this AWS key?',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'Nothing has used it for 70 days. To find out safely, Keysunset switches it off for a short while, then longer, and deletes it on *Thu 16 Apr* unless somebody objects. Nothing happens before *Wed 4 Mar 10:00*.',
    '○ 10 min ┄┄ ○ 1 day ┄┄ ○ 31 days ┄┄ ✕ delete',
    'Wed 4 Mar 10:00  off for 10 minutes: finds what runs all the time',
    'Mon 9 Mar 10:00  off for 1 day: finds daily jobs',
    'Mon 16 Mar 10:00  off for 31 days: finds monthly jobs',
    'Stop, I need this key',
    'Not now',
    'Not mine',
    'All evidence',
    'Stop the world (operators)',
    '*Last used*',
    '22 Dec 2025, s3, ap-northeast-1',
    '*Called from*',
    '`20.27.177.113`, 14 calls, none failed, as _configure-aws-credentials-for-github-actions_',
    '*Created and tags*',
    '12 Jun 2021 · `team=mobile` `repo=mobile-app`',
    '*Asked for by*',
    'kenji.sato: _“quarterly clean-up, SEC-412”_',
    'Nothing here finds a job that runs once a year, and CloudTrail does not show object reads and other data events, SES SMTP or sessions already issued. *If you know of one, press Stop.*',
    'Times are in Japan Standard Time, as set in your Slack. Replying *stop* in the thread works too.',
  ]);
});

test('a notification says in one text which key it is about and what happens', () => {
  const r = afterwards(...noticed);
  expect(card(r, settingAt(r, '3-03 10:00')).text).toMatch(
    /^Do you still need this AWS key\?\nAWS key AKIAV6CIQHZTHY4JYCFU \(deploy-mobile-release, prod-apps\)\. Nothing/,
  );
});

test('the first button is Stop; it carries the retirement and no key, and asks nothing back', () => {
  const r = afterwards(...noticed);
  const [first] = buttonsOf(card(r, settingAt(r, '3-03 10:00')));
  expect(first).toEqual({
    type: 'button',
    style: 'primary',
    text: { type: 'plain_text', text: 'Stop, I need this key', emoji: false },
    action_id: 'stop',
    value: 'r-1',
  });
});

test('an owner elsewhere reads the times of their own zone', () => {
  const read = cardAt(afterwards(...noticed), '3-03 10:00', { timeZone: 'Europe/Berlin' }).join('\n');
  expect(read).toContain('Nothing happens before *Wed 4 Mar 02:00*');
  expect(read).toContain('Times are in Central European Time, as set in your Slack.');
});

test('a key that is enqueued and not yet told of is shown as in the notice to come', () => {
  const read = cardAt(afterwards(enqueued), '3-03 10:00');
  expect(read[3]).toMatch(/^To find out safely, .* Nothing happens before \*Wed 4 Mar 10:00\*\.$/);
  expect(read).toContain('12 Jun 2021 · no tags');
});

test.each<[fact: string, gatheredFact: Fact, said: string[]]>([
  [
    'never used',
    evidence({ lastUse: 'never', callers: [] }),
    ['Nothing has ever used it.', 'Never, as far as IAM knows'],
  ],
  [
    'used a moment ago',
    evidence({ lastUse: { at: tokyo('3-03 09:00'), service: 'iam', region: 'N/A' } }),
    ['It was last used on Tue 3 Mar 09:00.', '3 Mar 2026, iam'],
  ],
  [
    'used a day ago',
    evidence({ lastUse: { at: tokyo('3-02 10:00'), service: 's3', region: 'N/A' } }),
    ['It was last used on Mon 2 Mar 10:00.'],
  ],
  [
    'used two days ago',
    evidence({ lastUse: { at: tokyo('3-01 10:00'), service: 's3', region: 'N/A' } }),
    ['Nothing has used it for 2 days.'],
  ],
  ['CloudTrail could not be read', evidence({ callers: 'unknown' }), ['CloudTrail could not be read: not known']],
  ['nobody called', evidence({ callers: [] }), ['No calls in CloudTrail for 90 days']],
  [
    'many callers: the busiest, and how many more',
    evidence({ callers: [caller, { ...caller, sourceIp: '10.0.0.9', calls: 30, failed: 2 }] }),
    ['`10.0.0.9`, 30 calls, 2 failed, as _aws-cli/2.31.4 cron_', 'and 1 more'],
  ],
  ['one call', evidence({ callers: [caller] }), ['`10.20.4.17`, 1 call, none failed, as _aws-cli/2.31.4 cron_']],
])('the evidence of a key: %s', (_, fact, said) => {
  const read = cardAt(afterwards(enqueued, ['3-03 09:59', fact]), '3-03 10:00').join('\n');
  for (const text of said) expect(read).toContain(text);
});

test('of many tags the card has room for eight', () => {
  const tags = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`tag-${n}`, 'x']));
  const read = cardAt(afterwards(enqueued, ['3-03 09:59', evidence({ tags })]), '3-03 10:00').join('\n');
  expect(read).toContain('12 Jun 2021 · `tag-0=x` ');
  expect(read).toContain('`tag-7=x`');
  expect(read).not.toContain('tag-8');
});

test('a use that does not count is said, with who said so, and not how long ago it was', () => {
  const r = { ...afterwards(...noticed), onUse: { do: 'ignore', because: 'old price dashboard' } as const };
  const read = cardAt(r, '3-03 10:00').join('\n');
  expect(read).toContain('*Use that does not count*\nAny, as the operator said: _“old price dashboard”_');
  expect(read).not.toContain('Nothing has used it');
});

test('a promised outage says that the key is being switched off', () => {
  const r = afterwards(...noticed, promised('3-04 10:00', 1, '3-04 10:10'));
  expect(cardAt(r, '3-04 10:00').slice(0, 6)).toEqual([
    'This key is being switched off',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'It is being switched off now, for 10 minutes.',
    'If something fails now, press Stop: the key is back in seconds and stays.',
    '◐ 10 min ┄┄ ○ 1 day ┄┄ ○ 31 days ┄┄ ✕ delete',
  ]);
});

test('a key that is off says since when, until when, and what the stage can and cannot find', () => {
  const read = cardAt(afterwards(...secondOutage), '3-09 10:00');
  expect(read.slice(0, 8)).toEqual([
    'This key is off for 1 day. Is anything failing?',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'Off since Mon 9 Mar 10:00. *Back on by itself on Tue 10 Mar 10:00.*',
    'If something fails now, press Stop: the key is back in seconds and stays.',
    '● 10 min ━━ ◐ *1 day* ┄┄ ○ 31 days ┄┄ ✕ delete',
    'Mon 16 Mar 10:00  off for 31 days: finds monthly jobs',
    'Stop, I need this key',
  ]);
  expect(read).toContain('Daily jobs. It cannot find jobs that run weekly or less often.');
});

test('the last outage says when the key is deleted', () => {
  const read = cardAt(afterwards(...lastOutage), '3-16 10:00');
  expect(read[0]).toBe('This key is off for 31 days. Is anything failing?');
  expect(read[3]).toBe('Off since Mon 16 Mar 10:00. *Deleted on Thu 16 Apr 10:00 unless somebody needs it.*');
});

test.each([
  ['4-13 10:00', 'Last call: this key is deleted in 3 days'],
  ['4-15 10:00', 'Last call: this key is deleted in 1 day'],
  ['4-15 10:01', 'Last call: this key is deleted within a day'],
])('at %s: %s', (at, headline) => {
  const read = cardAt(afterwards(...lastOutage), at);
  expect(read[0]).toBe(headline);
  expect(read[3]).toBe(
    'Off since Mon 16 Mar 10:00. Nobody has missed it. It is deleted on *Thu 16 Apr 10:00*. *A deleted key cannot be brought back.*',
  );
});

test('a deletion that is held up over the weekend says the later day', () => {
  const read = cardAt(afterwards(...lastOutage), '4-17 18:00');
  expect(read[3]).toContain('It is deleted on *Mon 20 Apr 10:00*.');
});

test('a key that is being deleted has no button any more', () => {
  const r = afterwards(...lastOutage, [
    '4-16 10:00',
    { type: 'DeletionStarted', detail: { sendBy: tokyo('4-16 10:01') } },
  ]);
  expect(cardAt(r, '4-16 10:00').slice(3)).toEqual([
    'This can no longer be stopped: the deletion is on its way.',
    '● 10 min ━━ ● 1 day ━━ ◐ *31 days* ┄┄ ✕ delete',
    'Asked for by kenji.sato · told once since Tue 3 Mar · `keysunset show AKIAV6CIQHZTHY4JYCFU`',
    'Times are in Japan Standard Time, as set in your Slack.',
  ]);
});

test('a key that is on again is watched, and the next outage is named', () => {
  expect(cardAt(afterwards(...soaking), '3-10 10:20').slice(3, 6)).toEqual([
    'Back on since Tue 10 Mar 10:00. Watched for use until Sat 14 Mar 10:00.',
    'Next: off for 31 days, not before Mon 16 Mar 10:00.',
    '● 10 min ━━ ● 1 day ┄┄ ○ 31 days ┄┄ ✕ delete',
  ]);
});

test('an outage whose promise nobody kept is repeated: it is named as the next', () => {
  const expired = [...secondOutage.slice(0, -1), ...on('3-09 10:02'), soak('3-09 10:02', 2, '3-09 10:17')];
  expect(cardAt(afterwards(...expired), '3-09 10:03').slice(3, 5)).toEqual([
    'Back on since Mon 9 Mar 10:02. Watched for use until Mon 9 Mar 10:17.',
    'Next: off for 1 day, not before Mon 9 Mar 10:17.',
  ]);
});

test('before its soak is recorded a restored key is shown as on', () => {
  const restored = [...secondOutage, ...on('3-10 10:00')];
  expect(cardAt(afterwards(...restored), '3-10 10:00')[3]).toBe('Back on since Tue 10 Mar 10:00.');
  expect(cardAt(afterwards(...restored, confirmed('3-10 10:15')), '3-10 10:15')[3]).toBe(
    'Back on since Tue 10 Mar 10:00.',
  );
});

test('a ritual of one stage speaks of one outage, and then of the deletion', () => {
  const one = (r: Retirement): Retirement => ({
    ...r,
    ritual: { name: 'short', notice: 'P1D', stages: [{ outage: 'PT6H' }], finalNotice: 'PT6H' },
  });
  const read = cardAt(one(afterwards(...noticed)), '3-03 10:00');
  expect(read[3]).toContain('switches it off for a while and deletes it');
  expect(read).toContain('Wed 4 Mar 10:00  off for 6 hours: finds hourly jobs');
  const restored = one(afterwards(...noticed, ...off('3-04 10:00', 1, '3-04 16:00'), ...on('3-04 16:00')));
  expect(cardAt({ ...restored, stagesDone: 1 }, '3-04 16:00')[4]).toMatch(/^Next: deleted, not before /);
});

test('while the key is given back the card says so, and who asked for it', () => {
  expect(cardAt(afterwards(...secondOutage, pressed('3-09 14:03:04')), '3-09 14:03:04')).toEqual([
    'This key is being switched back on',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'It is switched back on now, within seconds.',
    'That is because at 14:03:04 Maria Keller pressed Stop.',
    '● 10 min ━━ ◐ 1 day ┄┄ ✓ kept',
    'Asked for by kenji.sato · told once since Tue 3 Mar · `keysunset show AKIAV6CIQHZTHY4JYCFU`',
    'Times are in Japan Standard Time, as set in your Slack.',
  ]);
});

test('a planned restore under way still has its button', () => {
  const r = afterwards(...secondOutage, [
    '3-10 10:00',
    { type: 'RestoreStarted', detail: { because: 'the outage is over' } },
  ]);
  expect(cardAt(r, '3-10 10:00').slice(3, 5)).toEqual([
    'It is switched back on now, within seconds.',
    '● 10 min ━━ ● 1 day ┄┄ ○ 31 days ┄┄ ✕ delete',
  ]);
  expect(buttonsOf(card(r, settingAt(r, '3-10 10:00')))).toContainEqual(expect.objectContaining({ action_id: 'stop' }));
});

test('after a stop the card says since when the key is active, and how quickly', () => {
  const r = givenBack(pressed('3-09 14:03:04'));
  expect(cardAt(r, '3-09 14:03:06').slice(0, 7)).toEqual([
    'Your key is back on',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    '*Active again since 14:03:05*, 1.4 s after Maria Keller pressed Stop. It was off for 4 h 3 min.',
    'It stays on.',
    'Nobody will be asked about it again before Sat 5 Sep.',
    '● 10 min ━━ ◐ 1 day ━━ ✓ *kept*',
  ]);
  expect(buttonsOf(card(r, settingAt(r, '3-09 14:03:06')))).toEqual([]);
});

test('a key that came back at the very moment of the stop was given back by it', () => {
  const r = afterwards(...secondOutage, pressed('3-09 14:03:04'), ...on('3-09 14:03:04', 'somebody needs it'));
  expect(cardAt(r, '3-09 14:03:06')[3]).toBe(
    '*Active again since 14:03:04*, 0 s after Maria Keller pressed Stop. It was off for 4 h 3 min.',
  );
});

test.each([
  [stopped('reply', 'slack:U1 田中 愛', '使ってます'), '田中 愛 replied “使ってます”'],
  [stopped('reply', 'slack:U1'), 'Maria Keller pressed Stop'],
  [stopped('button', 'slack:U0KEYSUN7'), '<@U0KEYSUN7> pressed Stop'],
  [stopped('command', 'slack:U2 ren.ito', 'payroll'), 'ren.ito asked for it with the stop command'],
  [stopped('operator', 'operator arn:aws:iam::111111111111:user/kenji'), 'kenji stopped this as operator'],
  [stopped('operator', 'operator arn:aws:iam::111111111111:user/slack:U7'), 'slack:U7 stopped this as operator'],
  [stopped('protected', 'keysunset watchdog'), 'it was protected'],
])('a stop by %j says: after %s', (stop, said) => {
  expect(cardAt(givenBack(stop), '3-09 14:04')[3]).toContain(`1.4 s after ${said}.`);
});

test('once the fence has passed the card says that it has ended, and the day where it is another', () => {
  const r = afterwards(
    ...secondOutage,
    pressed('3-09 14:03:04'),
    ...on('3-09 14:03:05.400'),
    confirmed('3-09 14:19'),
    kept('3-09 14:19'),
  );
  expect(cardAt(r, '3-10 14:20').slice(3, 5)).toEqual([
    '*Active again since Mon 9 Mar 14:03:05*, 1.4 s after Maria Keller pressed Stop. It was off for 4 h 3 min.',
    'It stays on: this retirement has ended.',
  ]);
});

test('a stop during the notice or a soak changed nothing, and says so', () => {
  const notice = cardAt(afterwards(...noticed, pressed('3-03 14:00')), '3-03 14:01');
  expect(notice.slice(0, 7)).toEqual([
    'Stopped: this key stays on',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'At 14:00:00 Maria Keller pressed Stop. The key was on, and stays on.',
    'It stays on.',
    'Nobody will be asked about it again before Sun 30 Aug.',
    '○ notice ━━ ✓ *kept*',
  ]);
  expect(cardAt(afterwards(...soaking, pressed('3-11 14:00')), '3-11 14:01')[6]).toBe(
    '● 10 min ━━ ● 1 day ━━ ✓ *kept*',
  );
});

test('a use seen after a restore says when, from where, with what, and which run to check', () => {
  const r = afterwards(
    ...soaking,
    scream('3-11 06:15', { sign: 'use', lastUse, callers: [caller] }),
    kept('3-11 06:15', 'it was used'),
  );
  expect(cardAt(r, '3-11 06:15')).toEqual([
    'Kept: this key is in use',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'It was used on *Wed 11 Mar 02:00*, 16 h after it came back on, so it stays on. You need not do anything.',
    '*Please check one run*',
    'The key was off from Mon 9 Mar 10:00 to Tue 10 Mar 10:00. A job that runs at 02:00 will have failed on *Tue 10 Mar*. _A guess from the hour of the use._',
    'It stays on: this retirement has ended.',
    'Nobody will be asked about it again before Mon 7 Sep.',
    '● 10 min ━━ ● 1 day ━━ ✓ *kept*',
    '*Used for*',
    '`s3:ListBuckets`, ap-northeast-1',
    '*Called from*',
    '`10.20.4.17`',
    '*User agent*',
    '`aws-cli/2.31.4 cron`',
    '*Seen in*',
    'IAM last used, then CloudTrail',
    'What needs it?',
    'For example: the release pipeline of the mobile app',
    'One line is enough; the next person will be glad of it.',
    '*A way not to need it*',
    'The last calls come from `10.20.4.17`, a private address: from inside your VPC, or from a network that is connected with it. What runs on EC2, ECS, EKS or Lambda can have a role of its own; no key is stored.',
    'Show me how',
    'Asked for by kenji.sato · told once since Tue 3 Mar · `keysunset show AKIAV6CIQHZTHY4JYCFU`',
    'Times are in Japan Standard Time, as set in your Slack.',
  ]);
});

test.each([
  ['unknown' as const, 'CloudTrail could not be read: not known'],
  [[], 'Not seen in CloudTrail, which shows no data events'],
])('a use whose callers are %j is told as far as it is known', (callers, said) => {
  const read = cardAt(afterwards(...soaking, scream('3-11 06:15', { sign: 'use', lastUse, callers })), '3-11 06:15');
  expect(read).toContain('s3, ap-northeast-1');
  expect(read).toContain(said);
  expect(read).toContain('IAM last used');
});

test('a use during the notice speaks of no outage', () => {
  const r = afterwards(...noticed, scream('3-04 09:00', { sign: 'use', lastUse, callers: [] }));
  expect(cardAt(r, '3-04 09:00')[3]).toMatch(/^It was used on \*.*\*, so it stays on\./);
});

test('a use at the very moment at which the key came back on is a use after it', () => {
  const atOnce = scream('3-10 12:00', { sign: 'use', lastUse: { ...lastUse, at: tokyo('3-10 10:00') }, callers: [] });
  expect(cardAt(afterwards(...soaking, atOnce), '3-10 12:00')[3]).toBe(
    'It was used on *Tue 10 Mar 10:00*, 0 s after it came back on, so it stays on. You need not do anything.',
  );
});

test('a use seen while the key is off gives it back', () => {
  const r = afterwards(
    ...secondOutage,
    scream('3-09 11:00', { sign: 'use', lastUse, callers: [] }),
    ...on('3-09 11:00:02'),
  );
  expect(cardAt(r, '3-09 11:01')[3]).toBe(
    '*Active again since 11:00:02*, 2 s after its use was seen. It was off for 1 h.',
  );
});

test('a re-activation by others names who and from where; nobody fights', () => {
  const r = afterwards(
    ...secondOutage,
    changed('3-09 12:00', change('Active')),
    scream('3-09 12:00', { sign: 're-activated', change: change('Active') }),
    ...on('3-09 12:00:01'),
  );
  const read = cardAt(r, '3-09 12:01');
  expect(read.slice(0, 1)).toEqual(['Kept: somebody switched this key back on']);
  expect(read[3]).toBe('ci-terraform switched it back on at *Mon 9 Mar 11:42*. Keysunset does not fight: it stays on.');
  expect(read).toContain('`10.8.0.12`');
  expect(read).toContain('`HashiCorp Terraform/1.9`');
});

test('a re-activation by who knows whom is told too', () => {
  const giving = afterwards(...secondOutage, scream('3-09 12:00', { sign: 're-activated' }));
  expect(cardAt(giving, '3-09 12:00')[4]).toBe('That is because at 12:00:00 somebody switched it back on.');
  const r = afterwards(...secondOutage, scream('3-09 12:00', { sign: 're-activated' }), ...on('3-09 12:00:01'));
  expect(cardAt(r, '3-09 12:01')[3]).toBe(
    'Somebody switched it back on; CloudTrail has not told who. Keysunset does not fight: it stays on.',
  );
});

test('a re-activation that CloudTrail explains later, but before the end, is told with who, from where and with what', () => {
  const r = afterwards(
    ...secondOutage,
    scream('3-09 11:59', { sign: 're-activated' }),
    changed('3-09 12:00', change('Active')),
    ...on('3-09 12:00:01'),
    confirmed('3-09 12:16'),
    kept('3-09 12:16', 're-activated'),
  );
  const read = cardAt(r, '3-09 12:16');
  expect(read[3]).toMatch(/^ci-terraform switched it back on at \*Mon 9 Mar 11:42\*/);
  expect(read).toEqual(
    expect.arrayContaining(['*Called from*', '`10.8.0.12`', '*User agent*', '`HashiCorp Terraform/1.9`']),
  );
});

test.each([
  ['left', changed('3-09 12:00', change('Inactive'))],
  ['kept', scream('3-09 12:00', { sign: 're-activated', change: change('Active') })],
])('a key that was %s is told with the whole name of who did it, though that is long', (_, [at, fact]) => {
  const by =
    'arn:aws:sts::408173952614:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/kenji.sato@minato.example';
  const named = JSON.parse(JSON.stringify(fact).replaceAll('ci-terraform', by)) as Fact;
  const r = afterwards(...secondOutage, [at, named], ...on('3-09 12:00:01'));
  expect(cardAt(r, '3-09 12:01').join('\n')).toContain(by);
});

test('a deletion that was held up too long gives the key back and says why', () => {
  const r = afterwards(
    ...lastOutage,
    [
      '4-23 10:00',
      {
        type: 'GateHeld',
        detail: { before: 'deletion', because: 'a freeze', until: tokyo('4-23 10:00'), keeps: true },
      },
    ],
    ...on('4-23 10:00:02'),
  );
  expect(cardAt(r, '4-23 10:01').slice(3, 6)).toEqual([
    '*Active again since 10:00:02*, 2 s after it was held up (a freeze). It was off for 38 days.',
    'It was held up: a freeze. In doubt the key is on, and it stays on.',
    'It stays on.',
  ]);
});

test('kept for a reason that only the ledger knows', () => {
  const r = afterwards(...noticed, kept('3-04 10:00', 'the ritual was too old'));
  expect(cardAt(r, '3-04 10:00').slice(0, 4)).toEqual([
    'Kept: this key stays on',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'the ritual was too old',
  ]);
});

test('held up before anything was off, the key just stays on', () => {
  const r = afterwards(...noticed, [
    '3-04 10:00',
    { type: 'GateHeld', detail: { before: 'outage', because: 'too old', until: tokyo('3-04 10:00'), keeps: true } },
  ]);
  expect(cardAt(r, '3-04 10:00').slice(0, 1)).toEqual(['Kept: this key stays on']);
});

test('a key that was given back with all others says that its outage is repeated, unless it was over', () => {
  const back = (at: string): Happening[] => [
    ...secondOutage,
    [at, { type: 'RestoreStarted', detail: { because: 'everything is given back' } }],
    [at, { type: 'KeyRestored', detail: {} }],
  ];
  const lineAt = (at: string): string[] => cardAt(afterwards(...back(at)), at).slice(0, 4);
  expect(lineAt('3-09 11:00')).toEqual([
    'This key is on again, and watched',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'Back on since Mon 9 Mar 11:00, before its time: all keys were given back at once. This outage is repeated later; you are told when.',
  ]);
  expect(lineAt('3-10 10:00')[3]).toBe('Back on since Tue 10 Mar 10:00.');
});

test('a key that came back before its time since it was handed on says nothing of all the others', () => {
  const [, resolved] = ownerResolved;
  const handedOn: Happening[] = [
    ['3-09 12:00', { type: 'OwnerChanged', detail: { as: 'operator', slackUserId: 'U1' } }],
    ...on('3-09 12:00:02'),
    soak('3-09 12:00:02', 2, '3-09 12:15:02'),
    ['3-09 12:01', resolved],
    told('3-09 12:01', 'first', '3-10 12:01'),
  ];
  expect(cardAt(afterwards(...secondOutage, ...handedOn), '3-10 12:01').slice(3, 5)).toEqual([
    'Back on since Mon 9 Mar 12:00. Watched for use until Mon 9 Mar 12:15.',
    'Next: off for 1 day, not before Tue 10 Mar 12:01.',
  ]);
});

test('a failure gave the key back first', () => {
  const failing: Happening[] = [
    ...secondOutage,
    ['3-09 11:00', { type: 'RestoreStarted', detail: { because: 'Keysunset failed' } }],
    ['3-09 11:00:03', { type: 'KeyRestored', detail: {} }],
    confirmed('3-09 11:16'),
  ];
  const failed: Happening = ['3-09 11:16', { type: 'RetirementFailed', detail: { error: 'TypeError', cause: 'x' } }];
  const read = cardAt(afterwards(...failing, failed), '3-09 11:16');
  expect(read[0]).toBe('Keysunset could not go on. Your key is on');
  expect(read[3]).toBe('*Active again since 11:00:03*, 3 s after Keysunset failed. It was off for 1 h.');
  expect(read[6]).toBe('● 10 min ━━ ◐ 1 day ━━ ▲ *failed*');
  expect(cardAt(afterwards(...noticed, failed), '3-09 11:16')[3]).toMatch(/^Something went wrong on our side\./);
});

test('a deleted key says for how long nobody missed it, and what to do if somebody does', () => {
  const r = afterwards(...lastOutage, told('4-13 10:00', 'final'), ['4-16 10:01', { type: 'KeyDeleted', detail: {} }]);
  expect(cardAt(r, '4-16 10:01')).toEqual([
    'Deleted. Nothing for you to do',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* in *prod-apps* (609629065308)',
    'Deleted on *Thu 16 Apr 10:01*, after 31 days off without a scream. The IAM user stays.',
    '● 10 min ━━ ● 1 day ━━ ● 31 days ━━ ✕ *deleted*',
    'If something fails after all: the way back is a role or a new key, not this one.',
    'Asked for by kenji.sato · told 2 times since Tue 3 Mar · `keysunset show AKIAV6CIQHZTHY4JYCFU`',
    'Times are in Japan Standard Time, as set in your Slack.',
  ]);
});

test.each([
  ['Deleted' as const, 'Gone: somebody else deleted this key', 'It was deleted, and not by Keysunset.', '– *gone*'],
  [
    'Inactive' as const,
    'Left as found: somebody else switched this key off',
    'It was switched off, and not by Keysunset: it is left as it was found, off.',
    '– *left*',
  ],
])('a key that somebody else changed to %s is theirs: %s', (to, headline, said, end) => {
  const read = cardAt(afterwards(...secondOutage, changed('3-09 12:00', change(to))), '3-09 12:00');
  expect(read[0]).toBe(headline);
  expect(read.slice(3, 6)).toEqual([
    said,
    'That was ci-terraform, at Mon 9 Mar 11:42 from 10.8.0.12 with HashiCorp Terraform/1.9.',
    `● 10 min ━━ ◐ 1 day ━━ ${end}`,
  ]);
});

test('gone and left are told to be by nobody knows whom, where that is so', () => {
  const gone = afterwards(enqueued, gathered, ['3-03 10:00', { type: 'KeyGone', detail: {} }]);
  expect(cardAt(gone, '3-03 10:00').slice(3)).toEqual([
    'It was deleted, and not by Keysunset.',
    'CloudTrail has not told by whom.',
    '○ notice ━━ – *gone*',
    'Times are in Japan Standard Time, as set in your Slack.',
  ]);
  const left = afterwards(enqueued, gathered, ['3-03 10:00', { type: 'LeftAsFound', detail: {} }]);
  expect(cardAt(left, '3-03 10:00').slice(3, 5)).toEqual([
    'It was switched off, and not by Keysunset: it is left as it was found, off.',
    'CloudTrail has not told by whom.',
  ]);
});

function evidence(
  seen: Partial<Extract<Extract<Fact, { type: 'EvidenceGathered' }>['detail'], { about: 'key' }>>,
): Fact {
  return {
    type: 'EvidenceGathered',
    detail: { about: 'key', source: 'IAM, CloudTrail', lastUse, tags: {}, callers: [], ...seen },
  };
}
