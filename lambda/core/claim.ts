import type { Entry } from './entries';
import type { Claim, Ending, Retirement } from './retirement';

/** Keysunset promises to switch the key off, and when it comes back: the claim opens. */
export function outageStarted(r: Retirement, entry: Extract<Entry, { type: 'OutageStarted' }>): Retirement {
  const { at, attempt, detail } = entry;
  const { stage, endsAt, restoreBy } = detail;
  return {
    ...without(r, 'gate', 'held', 'restoredBecause', 'deletion'),
    claim: { ...detail, startedAt: at, attempt },
    lastIntentAt: at,
    firstOutageAt: r.firstOutageAt ?? at,
    phase: { name: 'outage', stage, endsAt, restoreBy },
    outages: [...r.outages, { stage, from: at, endsAt }],
  };
}

/**
 * The stage is done when its outage ran its full time; a promise that expired, or a cut outage, is repeated. So is the last
 * one whenever it is given back: what it is done with is the deletion.
 */
export function restoreStarted(r: Retirement, entry: Extract<Entry, { type: 'RestoreStarted' }>): Retirement {
  const { at, detail } = entry;
  const { claim } = r;
  const last = claim?.stage === r.ritual.stages.length;
  const full =
    !last && claim?.deactivatedAt !== undefined && !claim.restoreStartedAt && !r.ending && at >= claim.endsAt;
  const next: Retirement = {
    ...withClaim(r, (open) => ({
      ...without(open, 'restoredAt', 'restoredBy'),
      restoreStartedAt: open.restoreStartedAt ?? at,
    })),
    lastIntentAt: at,
    restoredBecause: r.restoredBecause ?? detail.because,
    stagesDone: full ? claim.stage : r.stagesDone,
  };
  return detail.because === 'Keysunset failed' ? { ...next, ...ends(next, { why: 'failure', at }) } : next;
}

/** The key is on again, as far as one call can tell; the claim stays open until that is confirmed. */
export function keyRestored(r: Retirement, { at, attempt }: Entry): Retirement {
  const first = r.outages.at(-1)?.to === undefined;
  const outages = r.outages.map((outage, i) => (i === r.outages.length - 1 && first ? { ...outage, to: at } : outage));
  return {
    ...withClaim(r, (claim) => ({ ...claim, restoredAt: at, restoredBy: attempt })),
    outages,
    ...(first && { restoredAt: at }),
  };
}

/** Not now. */
export function snoozed(r: Retirement, { at, detail }: Extract<Entry, { type: 'Snoozed' }>): Retirement {
  const { until, because } = detail;
  return { ...putOff(r, at), snoozed: { until, because } };
}

/** Not mine: nobody answers for it until it is known who does. */
export function ownerChanged(
  r: Retirement,
  { at, actor, detail }: Extract<Entry, { type: 'OwnerChanged' }>,
): Retirement {
  const { slackUserId, note } = detail;
  const from = r.owner ?? r.handedOn?.from;
  return {
    ...without(putOff(r, at), 'owner', 'ownerSince'),
    triedOwners: [],
    handedOn: { at, by: actor, ...(from && { from }), ...(slackUserId && { slackUserId }), ...(note && { note }) },
  };
}

/** An outage under way is over. What a gate said before does not count any more, and what it waits for is another thing. */
function putOff(r: Retirement, at: string): Retirement {
  const cut = withClaim(r, (claim) => (claim.restoredAt ? claim : { ...claim, cutShortAt: claim.cutShortAt ?? at }));
  return without(cut, 'gate', 'held');
}

/** Nothing late can land any more: the claim closes. */
export function confirmed(r: Retirement, at: string): Retirement {
  return { ...without(r, 'claim', 'absentSince'), changes: [], confirmedAt: at };
}

/** The first reason to end stands: a stop after a scream changes nothing. A failure gives way to a person or a scream. */
export function ends(r: Retirement, ending: Ending): { ending: Ending } {
  return { ending: r.ending && !(r.ending.why === 'failure' && ending.why !== 'failure') ? r.ending : ending };
}

/** A retirement whose claim, where one is open, has changed. */
export function withClaim(r: Retirement, change: (claim: Claim) => Claim): Retirement {
  return r.claim ? { ...r, claim: change(r.claim) } : r;
}

/** A state without some of its fields. */
export function without<T extends object, K extends keyof T>(
  state: T,
  ...fields: K[]
): Omit<T, K> & Partial<Pick<T, K>> {
  const rest: T = { ...state };
  for (const field of fields) delete rest[field];
  return rest;
}
