import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { verify } from '../../lambda/adapters/ledger/chain';
import { entryFrom } from '../../lambda/adapters/ledger/entry-row';
import { fold } from '../../lambda/core/evolve';
import type { Chain } from '../../lambda/core/ports';
import type { Definition } from '../../lib/asl';
import { story } from '../../rehearsal/cast';
import { openCloud } from '../../rehearsal/cloud';
import type { Cloud } from '../../rehearsal/cloud';
import stack from '../../rehearsal/generated/stack.json';
import { violations } from '../../rehearsal/invariants';
import { askTheDoor } from '../../rehearsal/operators';
import { rehearse } from '../../rehearsal/rehearse';
import { keptReleases, phasesOf, versionsIn, whyNotKept } from '../../rehearsal/releases';
import type { Machine } from '../../rehearsal/releases';

const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');
const present = stack as unknown as Machine;
const kept = keptReleases();
/** Nobody misses these two. */
const [INVOICES, IMAGES] = ['AKIA2Z6LCMTZCQMYTMKK', 'AKIASGAZXRJ6RUSEPZKI'] as const;

describe.each(kept)('what $version left behind', ({ stateMachineArn, definition, chains }) => {
  test('its executions finish under the handlers of today: silence, stops, use, an IAM outage and a dead execution', async () => {
    const { keys, invariants } = await rehearse(story, { transport: 'in process', definition });
    expect(keys.filter(({ expected }) => !expected)).toEqual([]);
    expect(invariants.violated).toEqual([]);
  }, 60_000);

  test('an execution goes on with its definition while the next one is deployed beside it', async () => {
    const cloud = await openCloud({
      ...{ start: story.begins, config: story.config, transport: 'in process' },
      definition: beginning('Under the old one', definition),
    });
    story.load(cloud);
    await enqueue(cloud, INVOICES);
    // In the middle of the 1 day outage.
    await cloud.clock.run({ until: '2026-03-09T12:00:00.000Z' });
    const next = beginning('Under the new one', present.definition);
    cloud.engine.updateStateMachine({ stateMachineArn, definition: JSON.stringify(next) });
    await enqueue(cloud, IMAGES);
    await cloud.clock.run({ until: '2026-05-10T00:00:00.000Z' });

    const executions = cloud.engine.list({ stateMachineArn });
    const walked = executions.map(({ input, status, history }) => [
      (JSON.parse(input) as { key: string }).key,
      status,
      history.events.find(({ type }) => type === 'PassStateEntered')?.details['name'],
    ]);
    expect(walked).toEqual([
      [IMAGES, 'SUCCEEDED', 'Under the new one'],
      [INVOICES, 'SUCCEEDED', 'Under the old one'],
    ]);
    expect(await endOf(cloud)).toEqual({ outcomes: ['deleted', 'deleted'], violated: [] });
    await cloud.close();
  }, 60_000);

  test('its executions are not deleted with a state machine of another name', () => {
    expect(stack.stateMachineArn).toBe(stateMachineArn);
  });

  test('the functions that its definition calls are still there, by their old names', () => {
    const called = JSON.stringify(definition).match(/arn:aws:lambda:[\w:-]+/g);
    expect(called?.length).toBeGreaterThan(10);
    expect(Object.keys(stack.functions)).toEqual(expect.arrayContaining([...new Set(called)]));
  });

  test.each(chains)('the chain of $keyId reads as it was written, and stands where it stood', (chain) => {
    const entries = chain.entries.map((entry) => entryFrom({ ...entry }));
    expect(verify({ keyId: chain.keyId, entries })).toEqual({ ok: true, entries: entries.length });
    expect(phasesOf(chain.keyId, entries)).toEqual(chain.phases);
  });

  test('of each kind of end there is a chain', () => {
    const ends = chains.map(({ phases }) => phases.at(-1));
    expect(new Set(ends)).toEqual(new Set(['ended: deleted', 'ended: kept', 'ended: failed']));
  });
});

describe('a release', () => {
  test('the present state machine is kept as that of the present version', () => {
    const same = kept.find((release) => release.version === version);
    expect(whyNotKept(version, present, same, changelog)).toBeUndefined();
    // Where this fails: npm run release.
    expect(same).toMatchObject({ definition: present.definition, stateMachineArn: present.stateMachineArn });
  });

  test('every version that was released is kept', () => {
    const released = [...versionsIn(changelog)].filter(([, on]) => on).map(([name]) => name);
    expect(kept.map((release) => release.version)).toEqual(expect.arrayContaining(released));
  });

  const next: Machine = { ...present, definition: beginning('Another', present.definition) };
  const whyNot = (heading: string, was?: Machine) => whyNotKept('1.2.0', next, was, `# Changelog\n\n${heading}\n`);

  test('is not kept anew with another state machine, once it is out', () => {
    expect(whyNot('## 1.2.0 (2026-12-01)', present)).toContain('1.2.0 was released on 2026-12-01 with another state');
    expect(whyNot('## 1.2.0 (2026-12-01)', { ...next, stateMachineArn: 'arn:other' })).toContain('Raise the version');
    expect(whyNot('## 1.2.0 (2026-12-01)', next)).toBeUndefined();
    expect(whyNot('## 1.2.0 (2026-12-01)')).toBeUndefined();
  });

  test('may be kept anew until it is out', () => {
    expect(whyNot('## 1.2.0 (unreleased)', present)).toBeUndefined();
  });

  test('says in the changelog whether it is out', () => {
    expect(whyNot('## 1.1.0 (2026-12-01)')).toBe('CHANGELOG.md has no heading for 1.2.0. Add "## 1.2.0 (unreleased)".');
    expect(() => whyNot('## 1.2.0')).toThrow(
      'CHANGELOG.md says "## 1.2.0". Wanted: a line like "## 0.1.0 (2026-12-01)"',
    );
  });
});

/** A definition that can be told from others: it begins with a state of its own. */
function beginning(name: string, { StartAt, States, ...rest }: Definition): Definition {
  return { ...rest, StartAt: name, States: { [name]: { Type: 'Pass', Next: StartAt }, ...States } };
}

async function enqueue(cloud: Cloud, keyId: string): Promise<void> {
  const { user, account } = cloud.aws.holder(keyId) ?? {};
  const rows = [{ line: 1, keyId, userName: user?.name, accountId: account?.id, reason: 'SEC-412' }];
  const { body } = await askTheDoor(cloud, { routeKey: 'POST /retirements', body: JSON.stringify({ rows }) });
  expect(JSON.parse(body)).toMatchObject({ results: [{ ok: true }] });
}

async function endOf(cloud: Cloud) {
  const chains: Chain[] = await Promise.all([INVOICES, IMAGES].map((keyId) => cloud.ledger.ledger.read(keyId)));
  const outcomes = chains.map((chain) => {
    const phase = fold(chain)?.phase;
    return phase?.name === 'ended' ? phase.outcome : phase?.name;
  });
  const statusOf = (keyId: string) => cloud.aws.holder(keyId)?.key.status ?? 'Deleted';
  const { log, config } = cloud;
  return { outcomes, violated: violations({ chains, log, statusOf, config, now: cloud.clock.now() }) };
}
