import { version } from '../../package.json';
import { verify } from '../adapters/ledger/chain';
import type { Config } from '../core/config';
import { ofLedger } from '../core/doctor/hub';
import type { RefusedByLedger } from '../core/doctor/hub';
import { ofMember } from '../core/doctor/member';
import type { MemberSeen } from '../core/doctor/member';
import type { RoleSeen } from '../core/doctor/roles';
import { Refused, Unavailable } from '../core/errors';
import type {
  Clock,
  Control,
  EnteredMember,
  Finding,
  Heads,
  MemberSetup,
  Reading,
  SlackDoctor,
  TouchingRole,
} from '../core/ports';
import type { Instant } from '../core/time';
import { channelsThatAnswer } from './doctor-channels';
import { reply } from './operator-request';
import type { OperatorEvent, OperatorReply } from './operator-request';

export interface DoctorPorts {
  config: Config;
  clock: Clock;
  control: Pick<Control, 'read'>;
  heads: Pick<Heads, 'byStatus' | 'byOwner'>;
  memberSetup: MemberSetup;
  hubAccount: string;
  doctor: SlackDoctor;
}

/** What the hub tells of itself; by the accounts the command line asks for one member after the other. */
export interface HubExamined {
  version: string;
  /** By the hub's own clock. */
  now: Instant;
  accounts: Config['accounts'];
  ledger: Finding[];
}

/** What Slack lacks. The doctor cannot read the ledger, so it is told which channels answer for keys. */
export async function examineSlack({ heads, doctor }: DoctorPorts): Promise<OperatorReply> {
  const { channels, more } = await channelsThatAnswer(heads);
  return reply(200, { findings: await doctor.examine(channels), ...(more > 0 && { more }) });
}

/** Whether the hub stands: its release, its clock, its ledger. */
export async function examineHub({ config, clock, control, heads }: DoctorPorts): Promise<OperatorReply> {
  const [chain, byStatus, byOwner] = await Promise.all([
    reading(async () => (verify(await control.read()).ok ? ('verified' as const) : ('broken' as const))),
    reading(() => firstOf(heads.byStatus('enqueued'))),
    reading(() => firstOf(heads.byOwner('doctor'))),
  ]);
  const ledger = ofLedger({ control: chain, byStatus, byOwner });
  const examined: HubExamined = { version, now: clock.now(), accounts: config.accounts, ledger };
  return reply(200, examined);
}

/** One member account: all together would take longer than API Gateway waits. */
export async function examineMember(event: OperatorEvent, ports: DoctorPorts): Promise<OperatorReply> {
  const { config, memberSetup, hubAccount } = ports;
  const accountId = event.pathParameters?.['accountId'] ?? '';
  if (!config.accounts.some(({ id }) => id === accountId)) {
    throw new Refused(`${accountId} is no member account. Wanted: one of the configuration. Add it there, and deploy.`);
  }
  const { partition, externalId } = config.members;
  const seen = await seenIn(await memberSetup.enter(accountId));
  return reply(200, { findings: ofMember(seen, { partition, externalId, hubAccount }) });
}

async function seenIn(entered: Awaited<ReturnType<MemberSetup['enter']>>): Promise<MemberSeen> {
  if (!entered.known) return { entered };
  const { value } = entered;
  if ('refused' in value) return { entered: { known: true, value } };
  const [users, trail, roles] = await Promise.all([
    value.users(),
    value.trail(),
    Promise.all(touching.map((role) => roleIn(value, role))),
  ]);
  return { entered: { known: true, value: 'entered' }, inside: { users, trail, roles } };
}

const touching: readonly TouchingRole[] = ['deactivate', 'restore', 'delete'];

const roleIn = async (member: EnteredMember, role: TouchingRole): Promise<RoleSeen> => {
  const [trust, any, tagged] = await Promise.all([
    member.trust(role),
    member.may(role, 'any'),
    member.may(role, 'protected'),
  ]);
  return { role, trust, any, protected: tagged };
};

async function firstOf(rows: AsyncIterable<unknown>): Promise<'read'> {
  for await (const _ of rows) break;
  return 'read';
}

/** What the table refuses is an answer; what it does not answer is not. */
async function reading<T>(read: () => Promise<T>): Promise<Reading<T | RefusedByLedger>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return error instanceof Unavailable ? { known: false, why } : { known: true, value: { refused: why } };
  }
}
