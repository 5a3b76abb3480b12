import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Outcome, Phase, Retirement } from '../../lambda/core/retirement';
import type { Post } from '../../rehearsal/slack/model';
import type { Cloud } from './cloud';
import { changeAs, makeKey, useKey } from './keys';
import type { Key, KeyStatus } from './keys';

/** What happens to one key, and how that has to end. */
export interface Play {
  name: string;
  ends: Outcome;
  key: KeyStatus;
  act?: { when: (phase: Phase) => boolean; does: (cloud: Cloud, key: Key, r: Retirement) => Promise<void> };
}

const MARIA = 'U03MARIA';
/** Whoever answers for all the keys. */
export const OWNER = 'maria.keller@minato-retail.example';

const inNotice = ({ name }: Phase): boolean => name === 'notice';
const inOutage = (stage: number) => (phase: Phase) => phase.name === 'outage' && phase.stage === stage;
const inSoak = (stage: number) => (phase: Phase) => phase.name === 'soak' && phase.stage === stage;

export function cardOf({ slack }: Cloud, { told }: Retirement): Post {
  const first = told.findLast(({ about }) => about === 'first' || about === 'card');
  const card = first && slack.find(first.channel, first.ts);
  if (!card) throw new Error('There is no card.');
  return card;
}

const maria = ({ slack }: Cloud) => {
  const user = slack.users.get(MARIA);
  if (!user) throw new Error(`Nobody is ${MARIA}.`);
  return user;
};

const pressesStop = async (cloud: Cloud, _: Key, r: Retirement): Promise<void> => {
  const { status, body } = await cloud.slackSends.press(maria(cloud), cardOf(cloud, r), 'stop');
  if (status !== 200) throw new Error(`The Slack door answered ${status}: ${body}`);
};
const repliesStop = async (cloud: Cloud, _: Key, r: Retirement): Promise<void> => {
  await cloud.slackSends.reply(maria(cloud), cardOf(cloud, r), 'stop, the nightly export needs it');
};
const stopsByCommand = async ({ operator }: Cloud, { keyId }: Key): Promise<void> => {
  await operator.post(`/retirements/${keyId}/stop`, { reason: 'the payroll needs it' });
};

/** Terraform, say: in each account a user of its own. */
const somebody = new Map<string, Promise<Key>>();
const somebodyIn = (cloud: Cloud, accountId: string): Promise<Key> => {
  const known = somebody.get(accountId) ?? makeKey(cloud, accountId, 'ci-terraform', OWNER);
  somebody.set(accountId, known);
  return known;
};
const somebodyElse =
  (to: KeyStatus, { isHeard = true } = {}) =>
  async (cloud: Cloud, key: Key): Promise<void> => {
    await changeAs(await somebodyIn(cloud, key.accountId), key, to, cloud);
    if (isHeard) await eventIsHeard(cloud, key);
  };

/** EventBridge's place: the rule hands the newest record of the key on. */
async function eventIsHeard({ moto, invoke }: Cloud, { accountId, keyId }: Key): Promise<void> {
  const credentials = await moto.in(accountId);
  const trail = new CloudTrailClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
  const found = await trail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: keyId }],
      StartTime: new Date(0),
      EndTime: new Date('2100-01-01T00:00:00Z'),
    }),
  );
  trail.destroy();
  const detail = JSON.parse(found.Events?.[0]?.CloudTrailEvent ?? '{}') as object;
  await invoke('hear-changes', { source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', detail });
}

const kept = { ends: 'kept', key: 'Active' } as const;

/** Each has a user and a key of its own; all run side by side. */
export const plays: readonly Play[] = [
  { name: 'silence', ends: 'deleted', key: 'absent' },
  { name: 'stop in the notice', ...kept, act: { when: inNotice, does: pressesStop } },
  { name: 'stop in outage 1', ...kept, act: { when: inOutage(1), does: pressesStop } },
  { name: 'stop in soak 1', ...kept, act: { when: inSoak(1), does: repliesStop } },
  { name: 'stop in outage 2', ...kept, act: { when: inOutage(2), does: stopsByCommand } },
  { name: 'stop in soak 2', ...kept, act: { when: inSoak(2), does: stopsByCommand } },
  { name: 'stop in outage 3', ...kept, act: { when: inOutage(3), does: repliesStop } },
  { name: 'use in a soak', ...kept, act: { when: inSoak(1), does: useKey } },
  {
    name: 're-activation by somebody else in the last outage',
    ...kept,
    act: { when: inOutage(3), does: somebodyElse('Active') },
  },
  {
    name: 'deactivation by somebody else in a soak',
    ends: 'left',
    key: 'Inactive',
    act: { when: inSoak(1), does: somebodyElse('Inactive') },
  },
  // The event is lost: the gate finds it.
  {
    name: 'deletion by somebody else',
    ends: 'gone',
    key: 'absent',
    act: { when: inSoak(2), does: somebodyElse('absent', { isHeard: false }) },
  },
];
