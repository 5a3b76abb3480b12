import { withChange } from './changes';
import {
  confirmed,
  ends,
  keyRestored,
  outageStarted,
  ownerChanged,
  restoreStarted,
  snoozed,
  withClaim,
  without,
} from './claim';
import type { Entry } from './entries';
import type { Chain } from './ports';
import { leftAlone, needed } from './rest';
import type { Outcome, Retirement } from './retirement';
import { awaitsNotice, isTold } from './standing';

/** The latest retirement of a key, folded from its chain; `undefined` where the key was never enqueued. */
export function fold({ entries }: Chain): Retirement | undefined {
  // An entry never changes, and neither does what came before it: a longer chain goes on from where a shorter one was.
  let known = entries.length;
  while (known > 0 && !folded.has(entries[known - 1] as Entry)) known -= 1;
  const last = entries[known - 1];
  let retirement = last && folded.get(last);
  for (const entry of entries.slice(known)) {
    retirement = evolve(retirement, entry);
    folded.set(entry, retirement);
  }
  return retirement;
}

/** What each entry left behind. */
const folded = new WeakMap<Entry, Retirement | undefined>();

/** What a retirement is after one more entry. An Enqueued begins a new one; the key's last intent, its rest and what needs it are carried over. */
export function evolve(before: Retirement | undefined, entry: Entry): Retirement | undefined {
  if (entry.type === 'Enqueued') return enqueued(before, entry);
  return before && { ...changed(before, entry), seq: entry.seq };
}

function enqueued(before: Retirement | undefined, entry: Extract<Entry, { type: 'Enqueued' }>): Retirement {
  const { subject, ritual, timeZone, reason, onUse, priority = 0, batch, restDays, again } = entry.detail;
  const rest = before && leftAlone(before);
  return {
    retirementId: entry.retirementId,
    subject,
    ritual,
    timeZone,
    reason,
    onUse,
    priority,
    ...(batch && { batch }),
    ...(restDays !== undefined && { restDays }),
    ...(rest && { rest }),
    ...(again && { again }),
    enqueuedBy: entry.actor,
    enqueuedAt: entry.at,
    phase: { name: 'enqueued' },
    seq: entry.seq,
    triedOwners: [],
    told: [],
    untold: [],
    changes: [],
    questions: 0,
    approvals: [],
    stagesDone: 0,
    outages: [],
    ...(before?.lastIntentAt && { lastIntentAt: before.lastIntentAt }),
    ...(before?.need && { need: before.need }),
  };
}

function changed(r: Retirement, entry: Exclude<Entry, { type: 'Enqueued' }>): Retirement {
  const { at } = entry;
  switch (entry.type) {
    case 'Dispatched':
      // What kept it from being started is over.
      return { ...without(r, 'held'), dispatchedAt: at };
    case 'OwnerResolved':
      return { ...r, owner: entry.detail.owner, ownerSince: at, triedOwners: entry.detail.tried };
    case 'EvidenceGathered':
      return gathered(r, entry);
    case 'NoticeGiven':
    case 'ReminderGiven':
    case 'FinalNoticeGiven':
      return told(r, entry);
    case 'ReplyAnswered':
      return { ...r, replyAnsweredAt: at };
    case 'NoticeFailed':
      return notTold(r, entry.detail.about);
    case 'GateHeld':
      return {
        ...r,
        held: { before: entry.detail.before, because: entry.detail.because, until: entry.detail.until },
        ...(entry.detail.keeps && ends(r, { why: 'held up', at, because: entry.detail.because })),
      };
    case 'OutageStarted':
      return outageStarted(r, entry);
    case 'KeyDeactivated':
      // A restore that was quicker than this call has been undone by it.
      return withClaim(r, (claim) => ({ ...without(claim, 'restoredAt', 'restoredBy'), deactivatedAt: at }));
    case 'CheckedIn':
      return r;
    case 'StopRequested': {
      const { how, words } = entry.detail;
      return { ...needed(r, entry), ...ends(r, { why: 'stop', at, actor: entry.actor, how, ...(words && { words }) }) };
    }
    case 'StopRefused':
      return needed(r, entry);
    case 'ScreamHeard':
      return { ...needed(r, entry), ...ends(r, { why: 'scream', at, scream: entry.detail }) };
    case 'UseQuestioned': {
      const question = { ...entry.detail, at };
      return { ...needed(r, entry), questions: r.questions + 1, question, lastUse: entry.detail.lastUse };
    }
    case 'UseDismissed':
      return { ...without(r, 'question', 'held', 'needed'), useDismissedUntil: at };
    case 'ApprovalGiven':
      return { ...without(r, 'held'), approvals: [...r.approvals, { ...entry.detail, at }] };
    case 'Snoozed':
      return snoozed(r, entry);
    case 'OwnerChanged':
      return ownerChanged(r, entry);
    case 'NeedTold':
      return { ...r, need: { words: entry.detail.words, by: entry.actor, at } };
    case 'BatchReleased':
      return { ...r, released: { at, by: entry.actor } };
    case 'RestoreStarted':
      return restoreStarted(r, entry);
    case 'KeyRestored':
      return keyRestored(r, entry);
    case 'RestoreFailed':
      return withClaim(r, (claim) => without(claim, 'restoredAt', 'restoredBy'));
    case 'RestoreConfirmed':
      return confirmed(r, at);
    case 'SoakStarted':
      return { ...r, phase: { name: 'soak', stage: entry.detail.stage, until: entry.detail.until } };
    case 'DeletionStarted':
      return {
        ...without(r, 'gate'),
        deletion: { at, sendBy: entry.detail.sendBy, attempt: entry.attempt },
        lastIntentAt: at,
      };
    case 'DeletionAbandoned':
      return {
        ...r,
        ...(r.deletion && { deletion: { ...r.deletion, abandoned: entry.detail.because } }),
        ...ends(r, { why: 'held up', at, because: entry.detail.because }),
      };
    case 'KeyDeleted':
      return ended(r, 'deleted', at, 'nobody missed it');
    case 'RetirementKept':
      return ended(r, 'kept', at, entry.detail.because);
    case 'RetirementFailed':
      return ended(r, 'failed', at, entry.detail.error);
    case 'KeyGone':
      return ended(r, 'gone', at, entry.detail.by ?? 'deleted by somebody else');
    case 'LeftAsFound':
      return ended(r, 'left', at, entry.detail.by ?? 'switched off by somebody else');
    case 'Frozen':
    case 'Thawed':
    case 'RestoreAllStarted':
    case 'RestoreAllFinished':
    case 'OperatorsTold':
      return r;
    default:
      // Of a later version: nothing that is known here.
      entry satisfies never;
      return r;
  }
}

function gathered(r: Retirement, { at, detail }: Extract<Entry, { type: 'EvidenceGathered' }>): Retirement {
  switch (detail.about) {
    case 'key':
      return { ...without(r, 'absentSince'), evidence: detail, lastUse: detail.lastUse };
    case 'gate':
      return {
        ...without(r, 'absentSince', 'held'),
        gate: { before: detail.before, stage: detail.stage, at },
        lastUse: detail.lastUse,
        useReadAt: at,
      };
    case 'use':
      return { ...r, lastUse: detail.lastUse, useReadAt: at };
    case 'absence':
      return { ...r, absentSince: r.absentSince ?? at };
    case 'change':
      return withChange(r, detail.change);
    default:
      detail satisfies never;
      return r;
  }
}

function told(
  r: Retirement,
  { at, detail }: Extract<Entry, { type: 'NoticeGiven' | 'ReminderGiven' | 'FinalNoticeGiven' }>,
): Retirement {
  // Of the first notice alone.
  const { until } = detail;
  // What was on its way to whoever had it before, and is recorded late, is no notice to whom it was handed on since.
  const owner = detail.to === r.owner?.name ? r.owner : undefined;
  const handedOn = owner && awaitsNotice(r) ? r.handedOn : undefined;
  const begins = r.phase.name === 'enqueued' || (r.phase.name === 'notice' && handedOn);
  return {
    ...r,
    ...(handedOn && until && { handedOn: { ...handedOn, until } }),
    told: [...r.told, { ...detail, at, ...(owner && { owner }) }],
    // A notice shows the key as it stands now: what could not be told before it is made good, or overtaken.
    untold: [],
    ...(begins && until && { phase: { name: 'notice', until } }),
  };
}

/** Of two runs that tell the same, one may fail after the other has told it: then nothing is missing. */
function notTold(r: Retirement, about: string): Retirement {
  return isTold(r, about) ? r : { ...r, untold: [...r.untold.filter((other) => other !== about), about] };
}

function ended(r: Retirement, outcome: Outcome, at: string, because: string): Retirement {
  return { ...without(r, 'claim', 'gate'), phase: { name: 'ended', outcome, at, because } };
}
