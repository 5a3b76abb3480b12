import { openGate } from '../../../../lambda/core/decide/gate';
import type { GateSeen } from '../../../../lambda/core/decide/gate';
import type { Fact } from '../../../../lambda/core/entries';
import {
  asksAboutUse,
  at,
  change,
  confirmed,
  deactivated,
  enqueued,
  evidence,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  oneStage,
  owner,
  outageStarted,
  restoreStarted,
  stopRequested,
  subject,
  told,
  useDismissed,
  useQuestioned,
} from '../chains';
import { dark, known, quiet } from '../seen';

const unknown = { known: false, why: 'IAM throttles' } as const;
const held = (because: string | RegExp, keeps = false) => ({
  do: 'answer',
  answer: keeps ? 'keep' : 'wait',
  record: [
    {
      type: 'GateHeld',
      detail: {
        because: typeof because === 'string' ? because : (expect.stringMatching(because) as string),
        keeps,
      },
    },
  ],
});
const usedAt = (when: string) => known({ at: when, service: 's3', region: 'ap-northeast-1' });

describe('before an outage', () => {
  const over = [...inNotice];

  test('a quiet key whose notice is over may go dark, with the evidence recorded', () => {
    expect(openGate(given(...over), quiet(at(1)))).toMatchObject({
      answer: 'go',
      record: [{ type: 'EvidenceGathered', detail: { about: 'gate', before: 'outage', stage: 1, status: 'Active' } }],
    });
  });

  test('a stop keeps it, whatever else there is', () => {
    expect(openGate(given(...over, [at(0, 5), stopRequested]), quiet(at(1)))).toMatchObject({
      answer: 'keep',
      record: [],
    });
  });

  test.each<[string, Partial<GateSeen>, string | RegExp]>([
    ['the key could not be read', { status: unknown }, /could not be read: IAM throttles/],
    ['CloudTrail could not be read', { changes: unknown }, /CloudTrail could not be read/],
    ['its last use could not be read', { lastUse: unknown }, /last use could not be read/],
    ['its tags could not be read', { protectedBy: unknown }, /tags could not be read/],
    ['the freeze could not be read', { frozen: unknown }, /freeze could not be read/],
    ['everything is frozen', { frozen: known({ reason: 'incident 7' }) }, 'frozen: incident 7'],
    ['nobody works now', { opensAt: at(2) }, 'outside the working hours'],
    ['the user’s other key is off', { otherKeyDark: true }, /one at a time/],
    ['the day’s limit is reached', { limitReached: 'the limit of outages for a day is reached' }, /limit of outages/],
  ])('it waits while %s', (_, seen, because) => {
    expect(openGate(given(...over), quiet(at(1), seen))).toMatchObject(held(because));
  });

  test('it waits till the notice is over, and till it is given at all', () => {
    expect(openGate(given(...over), quiet(at(0, 5)))).toMatchObject({
      ...held('the notice is not over'),
      seconds: 19 * 3600,
    });
    expect(openGate(given([at(0), enqueued()]), quiet(at(1)))).toMatchObject(held('the notice is not given'));
  });

  test('it waits while a notice could not be given', () => {
    const untold: Fact = { type: 'NoticeFailed', detail: { about: 'restored 1', why: 'Slack is down' } };
    const r = given(...inSoak1, [at(1, 0, 10, 2), untold], [at(1, 0, 26), confirmed]);
    expect(openGate(r, quiet(at(5)))).toMatchObject(held('a notice could not be given: restored 1'));
    const two = { ...r, untold: ['restored 1', 'question 1'] };
    expect(openGate(two, quiet(at(5)))).toMatchObject(held('a notice could not be given: restored 1, question 1'));
  });

  test('a wait of months is asked again after two weeks', () => {
    expect(openGate(given(...over), quiet(at(1), { opensAt: at(60) }))).toMatchObject({ seconds: 14 * 86_400 });
  });

  test('use since it was enqueued keeps it, unless the operator said that use does not count', () => {
    expect(openGate(given(...over), quiet(at(1), { lastUse: usedAt(at(0, 3)) }))).toMatchObject({
      answer: 'keep',
      record: [{ type: 'ScreamHeard', detail: { sign: 'use' } }],
    });
    for (const when of [at(-3), at(0)]) {
      expect(openGate(given(...over), quiet(at(1), { lastUse: usedAt(when) }))).toMatchObject({ answer: 'go' });
    }
    const ignored = given(
      [at(0), enqueued({ onUse: { do: 'ignore', because: 'a dashboard that nobody looks at' } })],
      ...inNotice.slice(1),
    );
    expect(openGate(ignored, quiet(at(1), { lastUse: usedAt(at(0, 3)) }))).toMatchObject({ answer: 'go' });
  });

  describe('where use is asked about', () => {
    const asked = [...asksAboutUse, [at(1), useQuestioned]] as typeof asksAboutUse;

    test('use is a question first, not a scream', () => {
      const used = quiet(at(1), { lastUse: usedAt(at(0, 3)) });
      expect(openGate(given(...asksAboutUse), used)).toEqual({ do: 'record', record: [useQuestioned] });
      expect(openGate(given(...asksAboutUse), quiet(at(1)))).toMatchObject({ answer: 'go' });
    });
    test('it waits for the answer, whatever is used meanwhile', () => {
      const r = given(...asked);
      expect(openGate(r, quiet(at(2), { lastUse: usedAt(at(1, 3)) }))).toMatchObject({
        ...held(/the owner or an operator has to say/),
        seconds: 6 * 86_400,
      });
      expect(openGate(r, quiet(at(2), { lastUse: unknown }))).toMatchObject({ answer: 'wait' });
    });
    test('no answer in 7 days keeps the key', () => {
      expect(openGate(given(...asked), quiet(at(8)))).toMatchObject(held(/nobody said in 7 days/, true));
    });
    test('use up to the answer does not count; later use is asked about again', () => {
      const r = given(...asked, [at(2), useDismissed]);
      expect(openGate(r, quiet(at(2), { lastUse: usedAt(at(2)) }))).toMatchObject({ answer: 'go' });
      expect(openGate(r, quiet(at(3), { lastUse: usedAt(at(2, 1)) }))).toMatchObject({
        do: 'record',
        record: [{ type: 'UseQuestioned' }],
      });
    });
    test('a stop keeps it while the question stands', () => {
      expect(openGate(given(...asked, [at(2), stopRequested]), quiet(at(2)))).toMatchObject({ answer: 'keep' });
    });
  });

  test('a user protected meanwhile counts as a stop', () => {
    expect(openGate(given(...over), quiet(at(1), { protectedBy: known('tag keysunset:protected') }))).toMatchObject({
      answer: 'keep',
      record: [{ type: 'StopRequested', detail: { how: 'protected', words: 'tag keysunset:protected' } }],
    });
  });

  test('a key found off is somebody else’s doing', () => {
    expect(openGate(given(...over), quiet(at(1), { status: known('Inactive') }))).toMatchObject({
      answer: 'keep',
      record: [],
    });
  });

  test('a key found absent is looked for again before it counts as gone', () => {
    const once = openGate(given(...over), quiet(at(1), { status: known('absent') }));
    const because = 'the key was not found, and is looked for again';
    const held = { type: 'GateHeld', detail: { because, keeps: false } };
    expect(once).toMatchObject({ answer: 'wait', seconds: 61, record: [{ detail: { about: 'absence' } }, held] });
    const absence = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } } as const;
    const r = given(...over, [at(1), absence]);
    expect(openGate(r, quiet(at(1, 0, 0, 30), { status: known('absent') }))).toMatchObject({
      answer: 'wait',
      record: [held],
    });
    expect(openGate(r, quiet(at(1, 0, 2), { status: known('absent') }))).toMatchObject({ answer: 'keep' });
  });

  test('what took longer than 330 days is kept', () => {
    expect(openGate(given(...over), quiet(at(330)))).toMatchObject({ answer: 'go' });
    expect(openGate(given(...over), quiet(at(331)))).toMatchObject(held('this took longer than 330 days', true));
  });
});

describe('before the next outage', () => {
  test('the last restore has to be confirmed, after its fence', () => {
    expect(openGate(given(...inSoak1), quiet(at(1, 0, 20)))).toMatchObject(held('a late call may still land'));
    expect(openGate(given(...inSoak1), quiet(at(1, 0, 26)))).toEqual({ do: 'record', record: [confirmed] });
  });

  test('a key that is not back on is left to the watchdog', () => {
    expect(openGate(given(...inSoak1), quiet(at(5), { status: known('Inactive') }))).toMatchObject(held(/watchdog/));
  });

  test('use after it came back on is a scream', () => {
    const r = given(...inSoak1, [at(1, 0, 30), confirmed]);
    expect(openGate(r, quiet(at(5), { lastUse: usedAt(at(1, 0, 9)) }))).toMatchObject({ answer: 'go' });
    expect(openGate(r, quiet(at(5), { lastUse: usedAt(at(1, 0, 12)) }))).toMatchObject({ answer: 'keep' });
  });

  test('the soak has to be over', () => {
    const r = given(...inSoak1, [at(1, 0, 30), confirmed]);
    expect(openGate(r, quiet(at(3)))).toMatchObject(held('the soak is not over'));
  });
});

describe('before the deletion', () => {
  const warned = [...inLastOutage, [at(29), told('final')]] as typeof inLastOutage;

  test('a key that nobody missed may be deleted', () => {
    expect(openGate(given(...warned), dark(at(32)))).toMatchObject({
      answer: 'go',
      record: [{ detail: { about: 'gate', before: 'deletion', stage: 1, status: 'Inactive' } }],
    });
  });

  test('somebody re-activated it: kept', () => {
    expect(openGate(given(...warned), dark(at(32), { status: known('Active') }))).toMatchObject({
      answer: 'keep',
      record: [{ type: 'ScreamHeard', detail: { sign: 're-activated' } }],
    });
  });

  test('a change by others that EventBridge lost is recorded first', () => {
    const found = change(at(20), 'Inactive');
    const seen = found.type === 'EvidenceGathered' && found.detail.about === 'change' ? [found.detail.change] : [];
    expect(openGate(given(...warned), dark(at(32), { changes: known(seen) }))).toEqual({
      do: 'record',
      record: [found],
    });
    const r = given(...warned, [at(30), change(at(20), 'Active')]);
    const known20 = dark(at(32), { changes: known(r.changes) });
    expect(openGate(r, known20)).toMatchObject({ answer: 'go' });
    // What is known, or settled, hides nothing that came after it.
    const settled = [at(-1), at(0)].map((when) => ({ ...seen[0], at: when, eventId: `old ${when}` })) as typeof seen;
    expect(openGate(given(...warned), dark(at(32), { changes: known(settled) }))).toMatchObject({ answer: 'go' });
    const later = change(at(21), 'Inactive');
    const { detail } = later as { detail: { change: (typeof seen)[number] } };
    const all = dark(at(32), { changes: known([...settled, ...r.changes, detail.change]) });
    expect(openGate(r, all)).toEqual({ do: 'record', record: [later] });
  });

  describe('where the ritual wants approvals', () => {
    const ritual = { ...oneStage, approvals: { owner: true, operators: 1 as const } };
    const wanting = [
      [at(0), enqueued({ ritual }), { actor: 'operator arn:x/rin' }],
      ...warned.slice(1),
    ] as typeof warned;
    const approved = (by: string, as: 'owner' | 'operator') => ({ type: 'ApprovalGiven', detail: { by, as } }) as const;

    test('it waits for them until its latest date', () => {
      expect(openGate(given(...wanting), dark(at(32)))).toMatchObject({
        ...held('the deletion is not approved yet: the owner and one operator missing'),
        seconds: 7 * 86_400,
      });
      expect(openGate(given(...wanting), dark(at(39)))).toMatchObject(held(/held up past its latest date/, true));
    });
    test('with all of them it may be deleted', () => {
      const one = [...wanting, [at(30), approved('slack:U1 maria', 'owner')]] as typeof warned;
      expect(openGate(given(...one), dark(at(32)))).toMatchObject(held(/one operator missing/));
      const both = [...one, [at(32), approved('operator arn:x/kenji', 'operator')]] as typeof warned;
      expect(openGate(given(...both), dark(at(32)))).toMatchObject({ answer: 'go' });
    });
  });

  test('any use since the first outage keeps it', () => {
    expect(openGate(given(...warned), dark(at(32), { lastUse: usedAt(at(1, 1)) }))).toMatchObject({
      answer: 'keep',
      record: [{ type: 'ScreamHeard' }],
    });
  });

  test('held up past its latest date, the key is kept', () => {
    expect(openGate(given(...warned), dark(at(39)))).toMatchObject(
      held('the deletion was held up past its latest date', true),
    );
  });

  test('the last outage runs its full time', () => {
    expect(openGate(given(...warned), dark(at(31)))).toMatchObject(held('the last outage is not over'));
  });

  test('the final notice comes first, and its days are kept when it came late', () => {
    expect(openGate(given(...inLastOutage), dark(at(32)))).toMatchObject(held('the final notice is not given'));
    const late = given(...inLastOutage, [at(31), told('final')]);
    expect(openGate(late, dark(at(32)))).toMatchObject(held('the final notice was given late'));
    expect(openGate(late, dark(at(34)))).toMatchObject({ answer: 'go' });
    // Of ten minutes nobody speaks.
    const justInTime = given(...inLastOutage, [at(29, 0, 10), told('final')]);
    expect(openGate(justInTime, dark(at(32)))).toMatchObject({ answer: 'go' });
    const tooLate = given(...inLastOutage, [at(29, 0, 11), told('final')]);
    expect(openGate(tooLate, dark(at(32)))).toMatchObject({ ...held('the final notice was given late'), seconds: 60 });
  });

  test('no other notice, and none of an earlier last outage, stands for the final notice', () => {
    const toldOff = given(...inLastOutage, [at(1), told('outage 1')], [at(29), told('reminder 2026-04-01')]);
    expect(openGate(toldOff, dark(at(32)))).toMatchObject(held('the final notice is not given'));
    const repeated = given(
      ...warned,
      [at(30), restoreStarted('the outage is over')],
      [at(30), keyRestored],
      [at(30, 1), confirmed],
      [at(40), outageStarted(1, at(40), at(71), at(78))],
      [at(40), deactivated(1)],
    );
    expect(openGate(repeated, dark(at(71)))).toMatchObject(held('the final notice is not given'));
  });

  test('with a last outage shorter than the final notice, the outage’s length is enough', () => {
    const short = { ...oneStage, stages: [{ outage: 'P1D' }] };
    const r = given(
      [at(0), enqueued({ ritual: short })],
      [at(0), owner],
      [at(0), evidence],
      [at(0), told('first', at(1))],
      [at(1), outageStarted(1, at(1), at(2), at(9))],
      [at(1), deactivated(1)],
      [at(1), told('final')],
    );
    expect(openGate(r, dark(at(2)))).toMatchObject({ answer: 'go' });
  });

  test('nothing is deleted in a freeze or outside the working hours', () => {
    expect(openGate(given(...warned), dark(at(32), { frozen: known({ reason: 'x' }) }))).toMatchObject(
      held('frozen: x'),
    );
    expect(openGate(given(...warned), dark(at(32), { opensAt: at(33) }))).toMatchObject(
      held('outside the working hours'),
    );
    expect(openGate(given(...warned), dark(at(32), { protectedBy: unknown }))).toMatchObject(held(/tags/));
  });

  test('an outage that was cut short deletes nothing: it is repeated', () => {
    const cut = given(...warned, [at(30), restoreStarted('the outage is over')], [at(30), keyRestored]);
    const repeated = { answer: 'restore', record: [] };
    expect(openGate(cut, dark(at(32)))).toMatchObject(repeated);
    expect(openGate(given(...inStage1.slice(0, -1)), dark(at(32)))).toMatchObject(repeated);
    expect(openGate(given(...inNotice), dark(at(32)))).toMatchObject(repeated);
    expect(subject.keyId).toMatch(/^AKIA/);
  });
});
