import type { Entry } from '../../lambda/core/entries';
import { fold } from '../../lambda/core/evolve';
import { headOf, statusOf } from '../../lambda/core/head';
import { CONTROL } from '../../lambda/adapters/ledger/shape';
import type { Chain } from '../../lambda/core/ports';
import { FENCE, SHORTEST_WATCH } from '../../lambda/core/protocol';
import type { Instant } from '../../lambda/core/time';
import type { Retirement } from '../../lambda/core/retirement';
import { due } from '../../lambda/core/telling';
import { after, earliest, seconds, secondsBetween, wholeSecond } from '../../lambda/core/time';
import type { Cloud } from '../cloud';
import stack from '../generated/stack.json';
import { violations } from '../invariants';
import { histories, lastBefore, ofType, putOff } from '../invariants/history';
import type { Evidence, History } from '../invariants/history';
import type { Played } from './stage';
import { CLOCK_ERROR } from './saboteur';
import type { Made } from './made';
import { KEY, OTHER, begins, config, use } from './world';

/** A call lands this late at most, in seconds: five minutes of signature life, five of clock error. */
const LATEST = 10 * seconds.minute;
/** A stopped key is back this soon, while what it takes is in reach, in seconds. */
const BACK_WITHIN = 10 * seconds.minute;

/**
 * Changes by others are heard within this time, in seconds: CloudTrail shows them after five minutes, a sweep comes within five, and three
 * may be refused within ten.
 */
const HEARD_WITHIN = 25 * seconds.minute;

/** What went wrong in a play that was to go well whatever was done to it: I1 to I10, and how everything stands at the end. */
export async function judge(played: Played): Promise<string[]> {
  const { cloud, saboteur, broke } = played;
  if (broke) return [`broke: ${broke}`];
  const chains = await chainsOf(cloud);
  const statusOfKey = (keyId: string): 'Active' | 'Inactive' | 'Deleted' =>
    cloud.aws.holder(keyId)?.key.status ?? 'Deleted';
  const evidence: Evidence = {
    ...{ chains, log: cloud.log, statusOf: statusOfKey, config: cloud.config, now: cloud.clock.now() },
    ...{
      downs: saboteur.downs,
      broken: { landsLate: LATEST, clockError: CLOCK_ERROR, staleFor: cloud.aws.options.staleFor ?? 0 },
    },
  };
  const found = violations(evidence).map(({ invariant, keyId, what }) => `${invariant} ${keyId}: ${what}`);
  for (const history of histories(evidence)) found.push(...(await atTheEnd(history, played, evidence)));
  const running = cloud.engine.list({ stateMachineArn: stack.stateMachineArn, status: 'RUNNING' });
  return [...found, ...running.map(({ name }) => `the execution ${name} is still running`)];
}

async function chainsOf({ ledger }: Cloud): Promise<Chain[]> {
  const chains = await Promise.all([KEY, OTHER, CONTROL].map((keyId) => ledger.ledger.read(keyId)));
  return chains.filter(({ entries }) => entries.length > 0);
}

async function atTheEnd(history: History, { cloud, saboteur }: Played, evidence: Evidence): Promise<string[]> {
  const { keyId, chain } = history;
  const r = fold(chain);
  if (!r) return [];
  if (r.phase.name !== 'ended') return [`${keyId} has not ended: ${JSON.stringify(r.phase)}`];
  return [
    ...wrongStatus(r, history, evidence),
    ...stoppedLate(history, evidence),
    ...heardLate(history, evidence),
    ...begunInFreeze(history, evidence, saboteur.calls),
    ...begunAllTheSame(history),
    ...sentTooLate(history, saboteur),
    ...deletedThoughUsed(r, history, cloud),
    ...(await leftOver(r, cloud)),
  ].map((what) => `${keyId}: ${what}`);
}

/** Kept means on, deleted means gone; what others did last is theirs. */
function wrongStatus({ phase }: Retirement, { keyId, changes }: History, { statusOf: status }: Evidence): string[] {
  if (phase.name !== 'ended') return [];
  const last = changes.at(-1);
  const is = status(keyId);
  const theirs = last !== undefined && !last.ours;
  const wanted = { kept: 'Active', failed: 'Active', deleted: 'Deleted', gone: 'Deleted', left: 'Inactive' }[
    phase.outcome
  ];
  if (is === wanted || theirs) return [];
  return [`ended as ${phase.outcome}, yet it is ${is}`];
}

/** I2 says that it comes back; people stop, or say "not now", because something is broken now. */
const stoppedLate = (history: History, evidence: Evidence): string[] =>
  (['StopRequested', 'Snoozed', 'OwnerChanged'] as const).flatMap((type) => backLate(type, history, evidence));

function backLate(
  type: 'StopRequested' | 'Snoozed' | 'OwnerChanged',
  { chain, changes }: History,
  { downs, now }: Evidence,
): string[] {
  const stop = chain.entries.findLast((entry) => entry.type === type);
  if (!stop) return [];
  // What comes after belongs to the next retirement, or is what was put off.
  const enqueued = chain.entries.find((entry) => entry.seq > stop.seq && entry.type === 'Enqueued')?.at ?? now;
  const until = stop.type === 'OwnerChanged' ? noticeAfter(stop, chain.entries) : undefined;
  const next = earliest(enqueued, (stop.type === 'Snoozed' ? stop.detail.until : until) ?? enqueued);
  return changes.flatMap(({ at, to, ours }, i) => {
    if (!ours || to !== 'Inactive' || at >= next) return [];
    const back = changes[i + 1]?.at ?? now;
    const since = at > stop.at ? at : stop.at;
    if (back <= stop.at) return [];
    // What lands late lands in the fence, and the confirmation after it gives the key back.
    const allowed = at > stop.at ? after(since, 30 * seconds.minute) : after(since, BACK_WITHIN);
    return back > putOff(allowed, since, downs) ? [`${type} at ${stop.at}, off from ${at} to ${back}`] : [];
  });
}

/** What others do to a key under way is in its chain soon, whether or not anybody tells of it. */
function heardLate({ keyId, chain: { entries }, changes }: History, { downs = [] }: Evidence): string[] {
  const standing = (at: Instant): Retirement | undefined =>
    fold({ keyId, entries: entries.filter((entry) => entry.at <= at) });
  return changes.flatMap(({ at, to, ours }) => {
    if (ours || standing(at)?.phase.name === 'ended') return [];
    const until = after(at, HEARD_WITHIN);
    const stands = standing(until);
    // After half a day of silence it is the daily sweep that finds it.
    const down = downs.some(({ from, to: end }) => from < until && end > at);
    if (down || !stands || stands.phase.name === 'ended' || stands.enqueuedAt > at) return [];
    const heard = ofType(entries, 'EvidenceGathered').some(
      ({ detail, at: then }) =>
        then <= until && detail.about === 'change' && detail.change.to === to && detail.change.at === wholeSecond(at),
    );
    return heard ? [] : [`${to} by somebody else at ${at} was not heard until ${until}`];
  });
}

/** Until when whoever it was handed on to has their notice, once they are told. */
const noticeAfter = ({ seq }: Entry, entries: readonly Entry[]): Instant | undefined =>
  ofType(entries, 'NoticeGiven').find((told) => told.seq > seq && told.detail.until)?.detail.until;

/** R10: a freeze that came before the promise wins over it. What comes at one moment is told apart by the order of the calls. */
function begunInFreeze({ chain, changes }: History, { chains }: Evidence, calls: readonly Made[]): string[] {
  const control = chains.find(({ keyId }) => keyId === CONTROL)?.entries ?? [];
  const frozen = (at: Instant): boolean =>
    control.findLast((entry) => entry.at <= at && (entry.type === 'Frozen' || entry.type === 'Thawed'))?.type ===
    'Frozen';
  const froze = calls.find(({ port, method }) => port === 'control' && method === 'append')?.took ?? 0;
  const written = ({ type, at }: Entry): number =>
    calls.findLast(
      ({ what, second, took }) => took !== undefined && what === type && second <= secondsBetween(begins, at),
    )?.took ?? 0;
  return changes.flatMap(({ at, to, ours }) => {
    if (!ours || to === 'Active') return [];
    const promise = lastBefore(chain, at, to === 'Inactive' ? 'OutageStarted' : 'DeletionStarted');
    if (!promise || !frozen(promise.at) || froze > written(promise)) return [];
    return [`${to} at ${at}, promised at ${promise.at} in a freeze`];
  });
}

/** "Not now" holds what comes until then, and a stop holds all of it, whatever a gate had said before. */
const begunAllTheSame = ({ chain: { entries } }: History): string[] =>
  entries.flatMap((entry) => {
    if (entry.type !== 'OutageStarted' && entry.type !== 'DeletionStarted') return [];
    const before = entries.slice(0, entry.seq - 1);
    const ours = before.slice(before.findLastIndex(({ type }) => type === 'Enqueued'));
    if (ours.some(({ type }) => type === 'StopRequested')) return [`${entry.type} at ${entry.at}, after a stop`];
    const handedOn = ofType(ours, 'OwnerChanged').at(-1);
    const theirs = handedOn && noticeAfter(handedOn, ours);
    if (handedOn && (!theirs || after(entry.at, CLOCK_ERROR) < theirs)) {
      return [`${entry.type} at ${entry.at}, and its new owner had no whole notice`];
    }
    const until = ofType(ours, 'Snoozed').at(-1)?.detail.until;
    return until && after(entry.at, CLOCK_ERROR) < until
      ? [`${entry.type} at ${entry.at}, though it was not to be before ${until}`]
      : [];
  });

/** R2: what is sent is sent under a promise that is in force. What was sent in time and landed late is not seen here. */
function sentTooLate({ chain, changes }: History, { calls, skewed }: Played['saboteur']): string[] {
  // By whose clock, where one is five minutes off?
  if (skewed) return [];
  const sent = new Set(calls.filter(({ port }) => touching.includes(port)).map(({ second }) => after(begins, second)));
  return changes.flatMap(({ at, to, ours }) => {
    if (!ours || to === 'Active' || !sent.has(at)) return [];
    const promise = lastBefore(chain, at, to === 'Inactive' ? 'OutageStarted' : 'DeletionStarted');
    return promise && at >= promise.detail.sendBy
      ? [`${to} was sent at ${at}, though its promise had expired at ${promise.detail.sendBy}`]
      : [];
  });
}

const touching = ['deactivator', 'deleter'];

/** R12: whoever used it in a soak, long enough before the deletion for IAM to show it, needs it. */
function deletedThoughUsed(r: Retirement, { chain, keyId }: History, { aws, clock }: Cloud): string[] {
  const deletion = lastBefore(chain, clock.now(), 'DeletionStarted');
  if (r.phase.name !== 'ended' || r.phase.outcome !== 'deleted' || !deletion || !r.firstOutageAt) return [];
  const { trail } = aws.account(r.subject.accountId);
  const until = after(deletion.at, -SHORTEST_WATCH);
  const uses = trail.lookUp({
    ...{ attribute: 'AccessKeyId', value: keyId, region: use.region, from: after(r.firstOutageAt, FENCE), to: until },
  });
  return uses.slice(0, 1).map(({ eventTime }) => `deleted, though it was used at ${eventTime}`);
}

/** Nothing stays behind: no dark key of the user, no message untold, no HEAD behind its chain. */
async function leftOver(r: Retirement, { ledger, clock }: Cloud): Promise<string[]> {
  const { subject, retirementId } = r;
  const dark = await ledger.limits.darkKeyOf(subject.accountId, subject.userId);
  const untold = due(r, clock.now(), config).map(({ about }) => about);
  const heads = [];
  for await (const head of ledger.heads.byStatus(statusOf(r))) if (head.keyId === subject.keyId) heads.push(head);
  return [
    ...(dark === retirementId ? ['the user’s one dark key is still taken'] : []),
    ...(untold.length > 0 ? [`not told: ${untold.join(', ')}`] : []),
    ...(heads[0]?.seq === headOf(r).seq ? [] : ['HEAD is behind the chain']),
  ];
}
