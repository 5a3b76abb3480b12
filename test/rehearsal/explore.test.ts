import { judge } from '../../rehearsal/explore/judge';
import { idOf, scheduleOf } from '../../rehearsal/explore/schedule';
import { attempt, explore, singles } from '../../rehearsal/explore/search';
import { play } from '../../rehearsal/explore/stage';
import { KEY, begins, use } from '../../rehearsal/explore/world';
import { after, seconds } from '../../lambda/core/time';

/** One schedule in so many: a few seconds of a search that takes a quarter of an hour. */
const ONE_IN = 70;

test('whatever goes wrong once, no key is left behind', async () => {
  const schedules = (await singles('silence')).filter((_, i) => i % ONE_IN === 0);
  expect(schedules.length).toBeGreaterThan(20);
  expect((await explore(schedules)).violations).toEqual([]);
}, 60_000);

test.each(['silence', 'stale', 'used', 'again', 'pair'])(
  'the play “%s” goes well where nothing goes wrong',
  async (name) => {
    expect((await attempt({ play: name, harms: [] })).violations).toEqual([]);
  },
);

test('a key that is back late is seen: IAM down at the end of the first outage, and nobody says that it was', async () => {
  const { learned } = await attempt({ play: 'silence', harms: [] });
  const restore = learned.calls.find(({ port }) => port === 'restorer');
  const played = await play({ play: 'silence', harms: [{ do: 'iam-down', at: { call: restore?.n ?? 0 } }] });
  expect(await judge(played)).toEqual([]);
  const hushed = { ...played, saboteur: { ...played.saboteur, downs: [] } };
  expect(await judge(hushed)).toEqual([expect.stringMatching(/^I4 .* promised back by/)]);
});

test('a stop in an outage is judged by when the key is back', async () => {
  const played = await play(scheduleOf(`silence:stop@s${8 * seconds.hour}`));
  expect(await judge(played)).toEqual([]);
  expect(played.cloud.aws.holder('AKIAIOSFODNN7EXAMPLA')?.key.status).toBe('Active');
});

describe('a key that nobody missed', () => {
  const played = () => play({ play: 'silence', harms: [] });

  test('is judged deleted in a freeze, had there been one', async () => {
    const seen = await played();
    const frozen = { type: 'Frozen', detail: { reason: 'an incident' } } as const;
    const stamp = { at: after(begins, 12 * seconds.hour), actor: 'sre', retirementId: '', attempt: 'a' };
    const { ledger } = seen.cloud;
    await ledger.control.append(await ledger.control.read(), { ...frozen, ...stamp });
    expect(await judge(seen)).toEqual([expect.stringMatching(/Deleted at .* in a freeze$/)]);
  });

  test('is not judged for a freeze between the last look and the call: no protocol takes that away', async () => {
    const { learned } = await attempt({ play: 'silence', harms: [] });
    const off = learned.calls.find(({ port }) => port === 'deactivator')?.n ?? 0;
    expect((await attempt({ play: 'silence', harms: [{ do: 'freeze', at: { call: off } }] })).violations).toEqual([]);
  });

  test('is judged deleted though it was used, had it been used in its soak', async () => {
    const seen = await played();
    const { trail } = seen.cloud.aws.account('408173952614');
    const between = { from: begins, to: seen.cloud.clock.now() };
    const [some] = trail.lookUp({ attribute: 'EventName', value: 'UpdateAccessKey', region: 'us-east-1', ...between });
    if (!some) throw new Error('CloudTrail has no record of the outage.');
    const eventTime = after(begins, 3 * seconds.hour);
    trail.load([
      { ...some, eventTime, awsRegion: use.region, userIdentity: { ...some.userIdentity, accessKeyId: KEY } },
    ]);
    expect(await judge(seen)).toEqual([`${KEY}: deleted, though it was used at ${eventTime}`]);
  });
});

test('an id is enough to play a schedule again', () => {
  const id = 'silence:lose@57+stop@s3600+fast@r12';
  expect(idOf(scheduleOf(id))).toBe(id);
  expect(scheduleOf('silence')).toEqual({ play: 'silence', harms: [] });
  expect(() => scheduleOf('silence:explode@7')).toThrow('“explode@7” of “silence:explode@7” is no harm.');
});

test('a search counts what was done, kind by kind', async () => {
  const ids = ['silence', 'silence:stop@1', 'silence:stop@2', 'silence:refuse@1'];
  expect(await explore(ids.map(scheduleOf))).toEqual({
    schedules: 4,
    kinds: { stop: 2, refuse: 1 },
    violations: [],
  });
});

test.each(['stop@9999', 'fast@r9999', 'stop@s99999999'])(
  'a harm that is never come to is no trial: %s',
  async (harm) => {
    await expect(attempt(scheduleOf(`silence:${harm}`))).rejects.toThrow('never comes to its');
  },
);

test('a play that does not exist is no search without findings', async () => {
  await expect(singles('hamlet')).rejects.toThrow('There is no play “hamlet”.');
});

test('an unknown play is named', async () => {
  await expect(play({ play: 'hamlet', harms: [] })).rejects.toThrow('There is no play “hamlet”. Wanted: silence');
});
