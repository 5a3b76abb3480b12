import { nextOpening } from './calendar';
import type { Calendar } from './config';
import type { Retirement } from './retirement';
import type { Ritual, Stage } from './ritual';
import { afterDuration, latest } from './time';
import type { Instant } from './time';

/** When a retirement does what, if nobody screams. */
export interface Plan {
  notice: { from: Instant; to: Instant };
  /** One per stage. */
  outages: readonly { stage: number; from: Instant; to: Instant }[];
  deletion: Instant;
}

/** The plan of a retirement whose first notice is given at `startsAt`. */
export function planOf(ritual: Ritual, startsAt: Instant, calendar: Calendar): Plan {
  return planIn(calendar.timeZone, ritual, startsAt, calendar);
}

/** The same for a retirement under way: facts for what has begun, planned dates for the rest, as if nobody had stopped it. */
export function restOf(retirement: Retirement, now: Instant, calendar: Calendar): Plan {
  const { enqueuedAt, handedOn, held, phase, ritual, snoozed, timeZone, told } = retirement;
  if (phase.name === 'enqueued') return planIn(timeZone, ritual, nextOpening(calendar, now), calendar);
  const first = told.findLast(({ until }) => until !== undefined);
  const begun = outagesBegun(retirement);
  const free = latest(nextFrom(retirement, phase), now, held?.until, snoozed?.until, handedOn?.until);
  const rest = stagesFrom(timeZone, ritual, begun.length + 1, free, calendar);
  return {
    notice: { from: first?.at ?? enqueuedAt, to: first?.until ?? enqueuedAt },
    outages: [...begun, ...rest.outages],
    deletion: phase.name === 'ended' && phase.outcome === 'deleted' ? phase.at : rest.deletion,
  };
}

function planIn(timeZone: string, ritual: Ritual, startsAt: Instant, calendar: Calendar): Plan {
  const notice = { from: startsAt, to: afterDuration(startsAt, ritual.notice, timeZone) };
  return { notice, ...stagesFrom(timeZone, ritual, 1, notice.to, calendar) };
}

/** The stages from number `first` on, which may begin from `free` on, and the deletion. */
function stagesFrom(timeZone: string, ritual: Ritual, first: number, free: Instant, calendar: Calendar) {
  const outages: Plan['outages'][number][] = [];
  let at = free;
  for (const [i, stage] of ritual.stages.slice(first - 1).entries()) {
    const from = nextOpening(calendar, at);
    const to = afterDuration(from, stage.outage, timeZone);
    outages.push({ stage: first + i, from, to });
    at = afterSoak(stage, to, timeZone);
  }
  return { outages, deletion: nextOpening(calendar, at) };
}

/** Outages that ran their full time, and the one that is running; one that was cut short is repeated. */
function outagesBegun({ outages, stagesDone }: Retirement): Plan['outages'][number][] {
  return outages
    .filter(({ stage, to }, i) => {
      const repeated = outages.slice(i + 1).some((later) => later.stage === stage);
      return !repeated && (stage <= stagesDone || to === undefined);
    })
    .map(({ stage, from, to, endsAt }) => ({ stage, from, to: to ?? endsAt }));
}

/** From when on the next outage, or the deletion, may begin. */
function nextFrom(
  { ritual, timeZone, outages }: Retirement,
  phase: Exclude<Retirement['phase'], { name: 'enqueued' }>,
): Instant {
  if (phase.name === 'outage') {
    return afterSoak(ritual.stages[phase.stage - 1], outages.at(-1)?.to ?? phase.endsAt, timeZone);
  }
  return phase.name === 'ended' ? phase.at : phase.until;
}

const afterSoak = (stage: Stage | undefined, restored: Instant, timeZone: string): Instant =>
  stage?.soak ? afterDuration(restored, stage.soak, timeZone) : restored;
