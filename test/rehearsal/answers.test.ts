import { after, afterDuration } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { standard } from '../../lambda/core/ritual';
import { exampleConfig } from '../../lib/example-config';
import { story } from '../../rehearsal/cast';
import type { Cloud } from '../../rehearsal/cloud';
import { openCloud } from '../../rehearsal/cloud';
import { loadCompany } from '../../rehearsal/company';
import { violations } from '../../rehearsal/invariants';
import { askTheDoor, operatorCalled } from '../../rehearsal/operators';
import { rehearse } from '../../rehearsal/rehearse';
import type { Part } from '../../rehearsal/rehearse';

const { begins } = story;
const day = 86_400;
const later = (days: number): Instant => after(begins, days * day);
const two = { ...standard, name: 'two words', approvals: { owner: true, operators: 1 as const } };
const config = { ...exampleConfig, rituals: [standard, two] };
const use = { service: 's3', action: 'ListBuckets', region: 'r', sourceIp: '10.0.0.1', userAgent: 'cron' };
const reason = 'quarterly clean-up';
const mobile = { keyId: 'AKIAV6CIQHZTHY4JYCFU', userName: 'deploy-mobile-release', accountId: '408173952614' };
const pos = { keyId: 'AKIA5P4I2SFTES6EYUZ7', userName: 'svc-pos-sync', accountId: '927463018854' };

const asOperator = (cloud: Cloud, who: string, routeKey: string, body: object, keyId?: string) =>
  askTheDoor(cloud, { routeKey, pathParameters: { keyId }, body: JSON.stringify(body) }, operatorCalled(who));
const play = (...parts: Part[]) => ({ begins, config, parts, load: ({ aws }: Cloud) => loadCompany(aws) });
const ended = async (...parts: Part[]) => {
  const { keys, invariants } = await rehearse(play(...parts), { transport: 'in process' });
  return { because: keys.map(({ outcome, because }) => `${outcome}: ${because}`), violated: invariants.violated };
};

test('use that the owner dismisses lets the key go on; use that nobody answers for keeps it', async () => {
  const used = ({ clock, aws }: Cloud, keyId: string) => clock.at(later(0.5), 'use', () => aws.useKey(keyId, use));
  const outcome = await ended(
    {
      ...mobile,
      row: { reason, onUse: 'ask' },
      expected: 'deleted',
      life: (cloud) => {
        used(cloud, mobile.keyId);
        cloud.clock.at(later(2.2), 'the owner answers', () =>
          cloud.people.pressUseDoesNotCount('maria.keller', mobile.keyId),
        );
      },
    },
    { ...pos, row: { reason, onUse: 'ask' }, expected: 'kept', life: (cloud) => used(cloud, pos.keyId) },
  );
  expect(outcome).toEqual({
    because: ['deleted: nobody missed it', 'kept: nobody said in 7 days that its use does not count'],
    violated: [],
  });
});

test('a deletion waits for the words that its ritual wants, and without them the key is kept', async () => {
  const outcome = await ended(
    {
      ...mobile,
      row: { reason, ritual: two.name },
      expected: 'deleted',
      life: (cloud) => {
        const { clock, people } = cloud;
        clock.at(later(30), 'the owner approves', () => people.pressSafeToDelete('maria.keller', mobile.keyId));
        // On the day after the deletion was due.
        clock.at(later(45.2), 'an operator approves', async () => {
          const approve = (who: string) =>
            asOperator(cloud, who, 'POST /retirements/{keyId}/approve', {}, mobile.keyId);
          expect((await approve('kenji.sato')).statusCode).toBe(409); // asked for it
          expect((await approve('sora')).statusCode).toBe(200);
        });
      },
    },
    { ...pos, row: { reason, ritual: two.name }, expected: 'kept' },
  );
  expect(outcome).toEqual({
    because: ['deleted: nobody missed it', 'kept: the deletion was held up past its latest date'],
    violated: [],
  });
});

test('of a batch the canary goes first, and the others once its first soak was quiet', async () => {
  const cloud = await openCloud({ start: begins, config, transport: 'in process' });
  loadCompany(cloud.aws);
  const rows = [mobile, pos].map((key, i) => ({ line: i + 1, ...key, reason }));
  await asOperator(cloud, 'kenji.sato', 'POST /retirements', { rows, canary: 1 });
  const types = async (keyId: string) =>
    (await cloud.ledger.ledger.read(keyId)).entries.map(({ type }) => type).slice(0, 3);
  await cloud.clock.run({ until: later(3) });
  expect(await types(mobile.keyId)).toContain('Dispatched');
  expect(await types(pos.keyId)).toEqual(['Enqueued', 'GateHeld']);
  await cloud.clock.run({ until: afterDuration(begins, 'P10D', 'UTC') });
  expect(await types(pos.keyId)).toEqual(['Enqueued', 'GateHeld', 'Dispatched']);
  await cloud.close();
  const chains = await Promise.all([mobile, pos].map(({ keyId }) => cloud.ledger.ledger.read(keyId)));
  const statusOf = (keyId: string) => cloud.aws.holder(keyId)?.key.status ?? ('Deleted' as const);
  expect(violations({ chains, log: cloud.log, statusOf, config, now: cloud.clock.now() })).toEqual([]);
});
