import { sealNext } from '../../../lambda/adapters/ledger/chain';
import type { Draft, Fact, OnUse, RestoreBecause, Subject } from '../../../lambda/core/entries';
import { fold } from '../../../lambda/core/evolve';
import type { Chain } from '../../../lambda/core/ports';
import type { Retirement } from '../../../lambda/core/retirement';
import type { Ritual } from '../../../lambda/core/ritual';
import { standard } from '../../../lambda/core/ritual';
import { after } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';

/** Tuesday 3 March 2026, 10:00 in Tokyo. */
export const start: Instant = '2026-03-03T01:00:00.000Z';

/** So many days, hours and minutes after the start. */
export const at = (days: number, hours = 0, minutes = 0, seconds = 0): Instant =>
  after(start, ((days * 24 + hours) * 60 + minutes) * 60 + seconds);

export const subject: Subject = {
  keyId: 'AKIAV6CIQHZTHY4JYCFU',
  accountId: '408173952614',
  accountName: 'prod-apps',
  userName: 'deploy-mobile-release',
  userId: 'AIDAV6CIQHZTEXAMPLE01',
  createdAt: '2021-06-12T00:00:00.000Z',
};

export const retirementId = 'r-1';

export interface Given {
  ritual?: Ritual;
  onUse?: OnUse;
}

export const enqueued = ({ ritual = standard, onUse = { do: 'keep' } }: Given = {}): Fact => ({
  type: 'Enqueued',
  detail: { subject, ritual, timeZone: 'Asia/Tokyo', reason: 'quarterly clean-up, SEC-412', onUse },
});

export type Written = [Instant, Fact] | [Instant, Fact, { attempt?: string; actor?: string; retirementId?: string }];

/** A chain of facts, each with the moment it was written. */
export function chainOf(...facts: Written[]): Chain {
  let chain: Chain = { keyId: subject.keyId, entries: [] };
  for (const [when, fact, extra] of facts) {
    const draft: Draft = { ...fact, at: when, actor: 'test', attempt: 'a-1', retirementId, ...extra };
    chain = { ...chain, entries: [...chain.entries, sealNext(chain, draft)] };
  }
  return chain;
}

/** Where a retirement stands after these facts. */
export function given(...facts: Written[]): Retirement {
  const retirement = fold(chainOf(...facts));
  if (!retirement) throw new Error('nothing is enqueued');
  return retirement;
}

export const told = (about: string, until?: Instant): Fact => ({
  type: about === 'final' ? 'FinalNoticeGiven' : 'NoticeGiven',
  detail: { about, to: 'Maria Keller', channel: 'D1', ts: '1.1', ...(until && { until }) },
});

export const owner: Fact = {
  type: 'OwnerResolved',
  detail: { owner: { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag owner' }, tried: [] },
};

export const evidence = {
  type: 'EvidenceGathered',
  detail: { about: 'key', source: 'IAM, CloudTrail', lastUse: 'never', tags: {}, callers: [] },
} as const satisfies Fact;

export const gateOpened = (before: 'outage' | 'deletion', stage: number): Fact => ({
  type: 'EvidenceGathered',
  detail: {
    about: 'gate',
    source: 'IAM',
    before,
    stage,
    status: before === 'outage' ? 'Active' : 'Inactive',
    lastUse: 'never',
  },
});

export const outageStarted = (stage: number, from: Instant, endsAt: Instant, restoreBy = endsAt): Fact => ({
  type: 'OutageStarted',
  detail: { stage, endsAt, restoreBy, sendBy: after(from, 60) },
});

export const deactivated = (stage: number): Fact => ({ type: 'KeyDeactivated', detail: { stage } });
export const restoreStarted = (because: RestoreBecause): Fact => ({
  type: 'RestoreStarted',
  detail: { because },
});
export const keyRestored: Fact = { type: 'KeyRestored', detail: {} };
export const confirmed: Fact = { type: 'RestoreConfirmed', detail: { status: 'Active' } };
export const stopRequested: Fact = { type: 'StopRequested', detail: { how: 'button' } };
export const change = (when: Instant, to: 'Active' | 'Inactive' | 'Deleted', eventId = `e-${when}`): Fact => ({
  type: 'EvidenceGathered',
  detail: {
    about: 'change',
    source: 'CloudTrail',
    change: {
      at: when,
      to,
      by: 'arn:aws:iam::408173952614:user/ci',
      sourceIp: '10.8.0.12',
      userAgent: 'Terraform',
      eventId,
    },
  },
});

/** Not now, but then. */
export const snoozed = (until: Instant): Fact => ({
  type: 'Snoozed',
  detail: { as: 'owner', until, because: 'a release this week' },
});

/** Not theirs: somebody else's, or nobody's. */
export const ownerChanged = (slackUserId?: string): Fact => ({
  type: 'OwnerChanged',
  detail: { as: 'owner', ...(slackUserId && { slackUserId }), note: 'the app team took it over' },
});

/** Enqueued, told, the notice over at day 1. */
export const inNotice: Written[] = [
  [at(0), enqueued()],
  [at(0), owner],
  [at(0), evidence],
  [at(0), told('first', at(1))],
];

/** Dark in stage 1 since day 1, back by ten minutes past. */
export const inStage1: Written[] = [
  ...inNotice,
  [at(1), gateOpened('outage', 1)],
  [at(1), outageStarted(1, at(1), at(1, 0, 10))],
  [at(1, 0, 0, 1), deactivated(1)],
];

/** Given back in time, watched for three days. */
export const inSoak1: Written[] = [
  ...inStage1,
  [at(1, 0, 10), restoreStarted('the outage is over')],
  [at(1, 0, 10, 1), keyRestored],
  [at(1, 0, 10, 1), { type: 'SoakStarted', detail: { stage: 1, until: at(4, 0, 10, 1) } }],
];

/** A ritual of one stage: the outage that ends with the deletion. */
export const oneStage: Ritual = { name: 'one', notice: 'P1D', stages: [{ outage: 'P31D' }], finalNotice: 'P3D' };

/** Dark in the last outage since day 1; to be deleted on day 32. */
export const inLastOutage: Written[] = [
  [at(0), enqueued({ ritual: oneStage })],
  [at(0), owner],
  [at(0), evidence],
  [at(0), told('first', at(1))],
  [at(1), gateOpened('outage', 1)],
  [at(1), outageStarted(1, at(1), at(32), at(39))],
  [at(1, 0, 0, 1), deactivated(1)],
];

/** …the final notice given on day 29, and the deletion gate open on day 32. */
export const mayBeDeleted: Written[] = [...inLastOutage, [at(29), told('final')], [at(32), gateOpened('deletion', 1)]];

export const seenUse = { at: at(0, 3), service: 's3', region: 'ap-northeast-1' };

/** Use was seen, and whether it counts was asked. */
export const useQuestioned: Fact = { type: 'UseQuestioned', detail: { lastUse: seenUse, callers: 'unknown' } };

/** Somebody who may said that it does not count. */
export const useDismissed: Fact = {
  type: 'UseDismissed',
  detail: { as: 'owner', lastUse: seenUse, because: 'my own test' },
};

/** In the notice, with use asked about. */
export const asksAboutUse: Written[] = [[at(0), enqueued({ onUse: { do: 'ask' } })], ...inNotice.slice(1)];
