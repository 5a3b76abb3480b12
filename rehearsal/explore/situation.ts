import { hash } from 'node:crypto';
import { CONTROL } from '../../lambda/adapters/ledger/shape';
import { fold } from '../../lambda/core/evolve';
import { statusOf } from '../../lambda/core/head';
import { foldControl } from '../../lambda/core/control';
import { FENCE, GATE_VALID_FOR } from '../../lambda/core/protocol';
import type { Retirement } from '../../lambda/core/retirement';
import { mustEnd } from '../../lambda/core/standing';
import { seconds, secondsBetween } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { Cloud } from '../cloud';
import stack from '../generated/stack.json';
import type { HandlerRun, Made } from './made';
import { KEY, OTHER } from './world';

/**
 * How everything stands before a call, as far as what comes next can depend on it: what the chains fold to, whether HEAD is behind, IAM's own
 * state, the user's one dark key, where the executions are, between which two calls each running handler is, and what is
 * on its way. Two moments that stand alike are one, whatever led there. What is left out, since it decides nothing: who,
 * why and with what words; what was told already, and to whom; the rest, of which there is none here; outages that are over. Whatever else a retirement has, or is given, counts.
 */
export async function situationOf(cloud: Cloud, running: readonly HandlerRun[], calls: readonly Made[]) {
  const { ledger, clock } = cloud;
  const now = clock.now();
  const [retirement, other, control] = await Promise.all([
    ledger.ledger.read(KEY).then(fold),
    ledger.ledger.read(OTHER).then(fold),
    ledger.ledger.read(CONTROL).then(foldControl),
  ]);
  const stands = [
    ...[retirement && (await keyOf(cloud, retirement)), retirement && pick(decides, retirement)],
    // All that it can do to the other is to be dark.
    ...[other && (await keyOf(cloud, other)), other && [other.phase.name, other.claim?.stage, mustEnd(other)]],
    ...[control, executionsOf(cloud), onTheWay(cloud), running.map((run) => positionOf(run, calls)).sort()],
  ];
  return hash('sha1', JSON.stringify(inSteps(stands, now)), 'base64url');
}

const idle = new Set<string>([
  ...['seq', 'subject', 'ritual', 'told', 'outages', 'triedOwners', 'evidence', 'timeZone', 'reason', 'enqueuedBy'],
  ...[
    'owner',
    'priority',
    'enqueuedAt',
    'dispatchedAt',
    'useReadAt',
    'firstOutageAt',
    'startedAt',
    'lastUse',
    'eventId',
  ],
  ...['ownerSince', 'replyAnsweredAt', 'restDays', 'needed', 'rest', 'again'],
  ...['because', 'by', 'actor', 'words', 'userAgent', 'sourceIp', 'attempt', 'restoredBy', 'retirementId'],
]);

const decides = (name: string): boolean => !idle.has(name);

/** Without the fields that do not count, at whatever depth. */
function pick(counts: (name: string) => boolean, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => pick(counts, one));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name, it]) => it !== undefined && counts(name));
  return Object.fromEntries(fields.sort().map(([name, it]) => [name, pick(counts, it)]));
}

async function keyOf({ aws, ledger, clock }: Cloud, retirement: Retirement): Promise<unknown[]> {
  const { subject, retirementId } = retirement;
  const { keyId, accountId, userId } = subject;
  const key = aws.holder(keyId)?.key;
  const stale = key?.stale && clock.now() < key.stale.until ? key.stale.status : '';
  const dark = (await ledger.limits.darkKeyOf(accountId, userId)) === retirementId;
  return [key?.status, stale, dark, await isInHead(ledger, retirement)];
}

/** One that is behind says less, or has another status. */
async function isInHead({ heads }: Cloud['ledger'], retirement: Retirement): Promise<boolean> {
  for await (const { keyId, seq } of heads.byStatus(statusOf(retirement))) {
    if (keyId === retirement.subject.keyId) return seq === retirement.seq;
  }
  return false;
}

/** Of each execution for the key, the innermost state that it stands in. */
const executionsOf = ({ engine }: Cloud): string[] =>
  engine
    .list({ stateMachineArn: stack.stateMachineArn })
    .filter(({ input }) => input.includes(KEY))
    .map(({ status, stands }) => `${status} ${[...stands.values()].at(-1)?.next}`);

/** What waits for its moment, but for schedules and what a state of an execution waits for. */
const onTheWay = ({ clock }: Cloud): [string, Instant][] =>
  clock
    .pending()
    .filter(({ label }) => !/^(watchdog|dispatch|sweep|the script|retirement-)/i.test(label))
    .map(({ label, at }) => [label, at]);

/** Between which two calls it is. Where it serves the other key, that does not matter. */
function positionOf({ handler, event, calls: made }: HandlerRun, calls: readonly Made[]): string {
  const input = event as { key?: string; instruction?: string };
  const [before, next] = [made.at(-2), made.at(-1)].map((n) => nameOf(calls[(n ?? 0) - 1]));
  return input.key === OTHER ? handler : `${handler} ${input.instruction ?? ''}: ${before} > ${next}`;
}

const nameOf = (call: Made | undefined): string => (call ? `${call.port}.${call.method} ${call.what ?? ''}` : '');

/** Around these distances from now something in the product changes: a fence, a gate's "go", a promise. In seconds. */
const edges = [-FENCE, -GATE_VALID_FOR, -seconds.minute, 0, FENCE];

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Moments told by how far away they are. */
function inSteps(value: unknown, now: Instant): unknown {
  if (typeof value === 'string' && instant.test(value)) {
    const away = secondsBetween(now, value);
    return edges.filter((edge) => edge <= away).length;
  }
  if (Array.isArray(value)) return value.map((one) => inSteps(one, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, it]) => [name, inSteps(it, now)]);
}
