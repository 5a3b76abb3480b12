import { leftAlone } from './rest';
import type { Retirement } from './retirement';
import { watchedFrom } from './jobs';
import { lengthInWords } from './words';
import type { Instant } from './time';

/** How HEAD says where a retirement stands; `ending`: the key is being given back. */
export type Status =
  'enqueued' | 'notice' | 'outage' | 'soak' | 'ending' | 'kept' | 'deleted' | 'gone' | 'left' | 'failed';

export const liveStatuses = ['enqueued', 'notice', 'outage', 'soak', 'ending'] as const satisfies readonly Status[];

/** The one row per key that shows where it stands; attributes read well in the DynamoDB console. */
export interface Head {
  keyId: string;
  /** Of the last entry it was folded from: it only grows. */
  seq: number;
  retirementId: string;
  status: Status;
  /** In words: `stage 2 of 3: off 1 day`. */
  stage: string;
  /** When this phase ends: ISO, what the index sorts by. */
  deadline: Instant;
  /** From when on the watchdog reads the chain at each sweep; not given: only what is heard changes anything. */
  watchFrom?: Instant;
  accountId: string;
  accountName: string;
  userName: string;
  owner: string;
  /** Their id in Slack, or the channel's: a name is not always one person's. */
  ownerId?: string;
  reason: string;
  enqueuedBy: string;
  enqueuedAt: Instant;
  /** What is higher is started earlier; 0 has none. */
  priority?: number;
  dispatchedAt?: Instant;
  /** Why a gate, or dispatch, holds it up. */
  held?: string;
  restoreBy?: Instant;
  /** Given back, and not confirmed yet. */
  restoredAt?: Instant;
  outcome?: string;
  /** Nobody is asked about it again before this. */
  leftAloneUntil?: Instant;
}

/** A live HEAD that says nothing of when to look, though there is something to look at. */
export const isOfAnEarlierRelease = ({ watchFrom, status }: Head): boolean => !watchFrom && status !== 'enqueued';

/** The HEAD row of a retirement. */
export function headOf(retirement: Retirement): Head {
  const { subject, phase, owner, claim } = retirement;
  const watchFrom = watchedFrom(retirement);
  const rest =
    phase.name === 'ended' && phase.outcome !== 'deleted' && phase.outcome !== 'gone' && leftAlone(retirement);
  return {
    keyId: subject.keyId,
    seq: retirement.seq,
    retirementId: retirement.retirementId,
    status: statusOf(retirement),
    stage: stageInWords(retirement),
    deadline: deadlineOf(retirement),
    ...(watchFrom && { watchFrom }),
    accountId: subject.accountId,
    accountName: subject.accountName,
    userName: subject.userName,
    owner: owner?.name ?? 'not known yet',
    ...(owner && { ownerId: owner.kind === 'person' ? owner.slackUserId : owner.channel }),
    reason: retirement.reason,
    enqueuedBy: retirement.enqueuedBy,
    enqueuedAt: retirement.enqueuedAt,
    ...(retirement.priority !== 0 && { priority: retirement.priority }),
    ...(retirement.dispatchedAt && { dispatchedAt: retirement.dispatchedAt }),
    ...(retirement.held && phase.name !== 'ended' && { held: retirement.held.because }),
    ...(claim && { restoreBy: claim.restoreBy }),
    ...(claim?.restoredAt && { restoredAt: claim.restoredAt }),
    ...(phase.name === 'ended' && { outcome: `${phase.outcome}: ${phase.because}` }),
    ...(rest && { leftAloneUntil: rest.until }),
  };
}

export function statusOf({ phase, ending }: Retirement): Status {
  if (phase.name === 'ended') return phase.outcome;
  return ending ? 'ending' : phase.name;
}

/** When the present phase is over; a retirement that is ending is always due. */
function deadlineOf({ phase, ending, enqueuedAt }: Retirement): Instant {
  switch (phase.name) {
    case 'enqueued':
      return enqueuedAt;
    case 'ended':
      return phase.at;
    case 'outage':
      return ending?.at ?? phase.endsAt;
    case 'notice':
    case 'soak':
      return ending?.at ?? phase.until;
    default:
      return phase satisfies never;
  }
}

function stageInWords({ phase, ritual, ending }: Retirement): string {
  const all = ritual.stages.length;
  switch (phase.name) {
    case 'enqueued':
      return 'waiting to start';
    case 'notice':
      return ending ? 'ending during the notice' : 'notice given';
    case 'outage': {
      const stage = ritual.stages[phase.stage - 1];
      const off = stage ? lengthInWords(stage.outage) : 'a while';
      return ending
        ? `giving the key back in stage ${phase.stage} of ${all}`
        : `stage ${phase.stage} of ${all}: off for ${off}`;
    }
    case 'soak':
      return ending
        ? `ending in the soak of stage ${phase.stage} of ${all}`
        : `stage ${phase.stage} of ${all}: on, watched`;
    case 'ended':
      return 'ended';
    default:
      return phase satisfies never;
  }
}
