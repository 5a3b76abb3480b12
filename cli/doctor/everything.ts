import { notRead } from '../../lambda/core/doctor/finding';
import { ofClock, ofVersion } from '../../lambda/core/doctor/hub';
import { Refused } from '../../lambda/core/errors';
import type { Finding } from '../../lambda/core/ports';
import type { HubExamined } from '../../lambda/doors/operator-doctor';
import { inLanes } from '../../lambda/lanes';
import { version } from '../../package.json';
import type { Door } from '../door';
import type { Terminal } from '../terminal';
import type { SlackExamined } from './slack-in-words';

/** What belongs to which part: the hub, the ledger, the clock, a member account, Slack. */
export interface Part {
  part: 'hub' | 'ledger' | 'clock' | 'member' | 'Slack';
  /** Of a member: its number and name. */
  account?: { id: string; name: string };
}

export interface Everything {
  findings: (Part & Finding)[];
  /** So many channels were not looked at. */
  more?: number;
}

/** Asks the door for all of it. What does not answer is not taken for good. */
export async function examined(door: Door, { now }: Pick<Terminal, 'now'>): Promise<Everything> {
  const asked = now().toISOString();
  const hub = await answer(() => door.get<HubExamined>('/doctor'));
  if ('refused' in hub) return { findings: withoutTheHub(hub.refused) };
  const answered = now().toISOString();
  const [members, slack] = await Promise.all([
    ofMembers(door, hub.accounts),
    answer(() => door.get<SlackExamined>('/doctor/slack')),
  ]);
  return {
    findings: [
      { part: 'hub', ...ofVersion(hub.version, version) },
      ...hub.ledger.map((finding) => ({ part: 'ledger' as const, ...finding })),
      { part: 'clock', ...ofClock(hub.now, { asked, answered }) },
      ...members,
      ...('refused' in slack ? [notRead('Slack', slack.refused)] : slack.findings).map((finding) => ({
        part: 'Slack' as const,
        ...finding,
      })),
    ],
    ...('more' in slack && slack.more !== undefined && { more: slack.more }),
  };
}

/** So many accounts at once: the operator door may run 20 times, and others ask it as well. */
const LANES = 4;

async function ofMembers(door: Door, accounts: HubExamined['accounts']): Promise<Everything['findings']> {
  const found: Everything['findings'][] = [];
  await inLanes(LANES, accounts.entries(), async ([i, account]) => {
    const seen = await answer(() => door.get<{ findings: Finding[] }>(`/doctor/members/${account.id}`));
    const findings = 'refused' in seen ? [notRead('the account', seen.refused)] : seen.findings;
    found[i] = findings.map((finding) => ({ part: 'member', account, ...finding }));
  });
  return found.flat();
}

/** Nothing else can be looked at without it. */
const withoutTheHub = (why: string): Everything['findings'] => [
  {
    ...{ part: 'hub', what: 'the door', is: 'missing', text: why },
    todo:
      'Check KEYSUNSET_ENDPOINT, your credentials and rights (docs/setup.md), and this machine’s clock: from 5 minutes on AWS takes ' +
      'no signature of it. A hub of an older release answers 404: deploy it.',
  },
  ...(['ledger', 'clock', 'member', 'Slack'] as const).map((part) => ({
    part,
    ...notRead(
      part === 'member' ? 'the members' : part === 'Slack' ? 'Slack' : `the ${part}`,
      'the hub did not answer.',
    ),
  })),
];

async function answer<T extends object>(ask: () => Promise<T>): Promise<T | { refused: string }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}
