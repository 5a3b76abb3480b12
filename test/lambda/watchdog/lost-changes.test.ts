import { LOOKED_BACK } from '../../../lambda/core/changes';
import type { Change } from '../../../lambda/core/entries';
import { after } from '../../../lambda/core/time';
import { at, change, confirmed, inNotice, inSoak1, inLastOutage, retirementId, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { overtaken, world } from '../world';
import type { World } from '../world';

const { keyId, accountId, accountName } = subject;
const due = { sweep: 'due' };
/** In an outage, five minutes after somebody has changed the key and nobody has told us. */
const [changedAt, sweptAt] = [at(2, 2), at(2, 2, 5)];
const lost = (to: Change['to'], when = changedAt, eventId = 'e-1'): Change => ({
  ...{ at: when, to, by: 'arn:aws:iam::408173952614:user/eve', sourceIp: '10.8.0.12', userAgent: 'Terraform' },
  eventId,
});

async function begun(changes: Change[], ...facts: Written[]) {
  const w = await world({ facts }).begun();
  w.time.at = sweptAt;
  w.iam.changes.push(...changes);
  await w.ports.holds.put({ token: 't-1', keyId, retirementId, at: w.time.at });
  return w;
}
const swept = (w: World) => w.app.watchdog(due);

describe('a change by somebody else that EventBridge has lost is heard by the next sweep', () => {
  test('that somebody needs the key: who, from where, with what', async () => {
    const w = await begun([lost('Active')], ...inLastOutage);
    expect(await swept(w)).toMatchObject({ did: [{ keyId, job: 'look up changes' }], problems: [] });
    expect(await w.news()).toEqual(['EvidenceGathered', 'ScreamHeard']);
    expect((await w.retirement()).ending).toMatchObject({
      scream: {
        sign: 're-activated',
        change: { by: 'arn:aws:iam::408173952614:user/eve', sourceIp: '10.8.0.12', userAgent: 'Terraform' },
      },
    });
    expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
  });

  test.each(['Inactive', 'Deleted'] as const)('that the key is now theirs: %s', async (to) => {
    const w = await begun([lost(to)], ...inLastOutage);
    await swept(w);
    expect(await w.news()).toEqual(['EvidenceGathered']);
    expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
  });

  test('in the order in which it happened: who switched it off last, wins', async () => {
    const w = await begun([lost('Inactive', sweptAt, 'e-2'), lost('Active')], ...inLastOutage);
    await swept(w);
    expect((await w.retirement()).changes.map(({ to }) => to)).toEqual(['Active', 'Inactive']);
  });

  test('though another entry comes in between', async () => {
    const w = await begun([lost('Active')], ...inLastOutage);
    const ledger = overtaken(w.ports.ledger, 'ScreamHeard', () =>
      w.wrote({ type: 'Dispatched', detail: { execution: 'execution:r-1' } }),
    );
    expect(await w.withPorts({ ledger }).watchdog(due)).toMatchObject({ problems: [] });
    expect(await w.news()).toEqual(expect.arrayContaining(['EvidenceGathered', 'Dispatched']));
  });
});

describe('nothing is written', () => {
  test('of what the chain knows, however often it is looked up', async () => {
    const w = await begun([lost('Inactive')], ...inLastOutage);
    await swept(w);
    expect(await swept(w)).toMatchObject({ did: [] });
    expect(await w.news()).toEqual(['EvidenceGathered']);
  });

  test('twice of what was settled by a confirmation meanwhile', async () => {
    const confirmedAfter: Written[] = [...inSoak1, [at(1, 1), confirmed]];
    const w = await begun([lost('Active', at(1, 0, 59))], ...confirmedAfter);
    w.time.at = at(1, 1, 5);
    await swept(w);
    await swept(w);
    expect(await w.news()).toEqual(['EvidenceGathered']);
  });

  test('of what was before the key was enqueued', async () => {
    const w = await begun([lost('Active', after(at(0), -1))], ...inNotice);
    w.time.at = at(0, 0, 5);
    await swept(w);
    expect(await w.news()).toEqual([]);
  });

  test('of what is longer ago than sweeps look back: the daily look finds it', async () => {
    const w = await begun([lost('Active')], ...inLastOutage);
    w.time.at = after(changedAt, LOOKED_BACK + 1);
    await swept(w);
    expect(await w.news()).toEqual([]);
  });

  test('of a key that is not under way', async () => {
    const w = await begun([lost('Active')]);
    expect(await swept(w)).toMatchObject({ did: [], problems: [] });
  });
});

describe('an account that cannot be read', () => {
  const why = `changes to keys of ${accountName} (${accountId}): CloudTrail could not be read: AccessDenied`;

  test('is told where a key of it is under way', async () => {
    const w = await begun([lost('Active')], ...inLastOutage);
    w.iam.down.add('changesInAccount');
    expect(await swept(w)).toMatchObject({ problems: [why] });
  });

  test('is nobody’s worry where none is', async () => {
    const w = await begun([]);
    w.iam.down.add('changesInAccount');
    expect(await swept(w)).toMatchObject({ problems: [] });
  });

  test('keeps no other from being read', async () => {
    const w = await begun([lost('Active')], ...inLastOutage);
    const { inspector } = w.ports;
    const changesInAccount: typeof inspector.changesInAccount = async (id, since) =>
      id === accountId ? inspector.changesInAccount(id, since) : { known: false, why: 'AccessDenied' };
    const accounts = [{ id: '609629065308', name: 'legacy-prod' }, ...config.accounts];
    const ports = { inspector: { ...inspector, changesInAccount }, config: { ...config, accounts } };
    expect(await w.withPorts(ports).watchdog(due)).toMatchObject({ problems: [] });
    expect(await w.news()).toEqual(['EvidenceGathered', 'ScreamHeard']);
  });

  test('is told also where the keys under way cannot be listed', async () => {
    const w = await begun([], ...inLastOutage);
    w.iam.down.add('changesInAccount');
    const heads = {
      ...w.ports.heads,
      // eslint-disable-next-line require-yield -- it breaks off before the first
      async *byStatus(): AsyncGenerator<never> {
        throw new Error('throttled');
      },
    };
    const { problems } = await w.withPorts({ heads }).watchdog(due);
    expect(new Set(problems)).toEqual(new Set(['accounts with keys under way: throttled']));
  });
});

test('what cannot be told one key’s chain is told another’s', async () => {
  const other = 'AKIAIOSFODNN7EXAMPLE';
  const w = await begun([lost('Active')], ...inLastOutage);
  const { inspector, ledger } = w.ports;
  const changesInAccount: typeof inspector.changesInAccount = async (id, since) => {
    const heard = await inspector.changesInAccount(id, since);
    return heard.known ? { known: true, value: heard.value.flatMap((one) => [{ ...one, keyId: other }, one]) } : heard;
  };
  const read: typeof ledger.read = (of) => (of === other ? Promise.reject(new Error('tampered')) : ledger.read(of));
  const ports = { inspector: { ...inspector, changesInAccount }, ledger: { ...ledger, read } };
  expect(await w.withPorts(ports).watchdog(due)).toMatchObject({ problems: [`${other}: tampered`] });
  expect(await w.news()).toEqual(['EvidenceGathered', 'ScreamHeard']);
});

test('a change that is known already is what EventBridge told', async () => {
  const w = await begun([lost('Active', changedAt, 'e-known')], ...inLastOutage, [
    changedAt,
    change(changedAt, 'Active'),
  ]);
  const [known] = (await w.retirement()).changes;
  w.iam.changes.splice(0, 1, { ...lost('Active'), eventId: known?.eventId ?? '' });
  expect(await swept(w)).toMatchObject({ did: [] });
});
