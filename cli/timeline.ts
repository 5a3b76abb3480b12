import { Temporal } from 'temporal-polyfill';
import type { Caller, Entry, Evidence, LastUse, Owner } from '../lambda/core/entries';
import { whyLeftAlone } from '../lambda/core/rest';
import { lengthInWords } from '../lambda/core/words';
import { printable } from './terminal';
import type { Colours } from './terminal';

/** A chain as lines to read: when, what, by whom. The date is told where it changes. */
export function timelineOf(entries: readonly Entry[], timeZone: string, colours: Colours): string[] {
  let today = '';
  return entries.flatMap((entry) => {
    const [date, time] = [localDate(entry.at, timeZone), localTime(entry.at, timeZone)];
    const heading = date === today ? [] : [colours.bold(date)];
    today = date;
    const what = printable(detailOf(entry, (at) => `${localDate(at, timeZone)} ${localTime(at, timeZone)}`));
    return [
      ...heading,
      `  ${colours.dim(time)}  ${entry.type.padEnd(17)} ${what}  ${colours.dim(printable(entry.actor))}`,
    ];
  });
}

const local = (at: string, timeZone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
const localDate = (at: string, timeZone: string): string => local(at, timeZone).toPlainDate().toString();
const localTime = (at: string, timeZone: string): string =>
  local(at, timeZone).toPlainTime().toString({ smallestUnit: 'second' });

/** What an entry's detail says, in words. */
export function detailOf(entry: Entry, when: (at: string) => string): string {
  switch (entry.type) {
    case 'Enqueued':
      return enqueuedInWords(entry.detail, when);
    case 'Dispatched':
      return entry.detail.execution;
    case 'OwnerResolved':
      return `${nameOf(entry.detail.owner)}, found by ${entry.detail.owner.found}`;
    case 'EvidenceGathered':
      return evidence(entry.detail, when);
    case 'NoticeGiven':
    case 'ReminderGiven':
    case 'FinalNoticeGiven':
      return `${entry.detail.about}, to ${entry.detail.to}`;
    case 'ReplyAnswered':
      return `how to keep the key, to ${entry.detail.to}`;
    case 'NoticeFailed':
      return `${entry.detail.about}: ${entry.detail.why}`;
    case 'GateHeld':
      return `before the ${entry.detail.before}, until ${when(entry.detail.until)}: ${entry.detail.because}`;
    case 'OutageStarted':
      return `stage ${entry.detail.stage}, until ${when(entry.detail.endsAt)}, back by ${when(entry.detail.restoreBy)}`;
    case 'KeyDeactivated':
      return `stage ${entry.detail.stage}`;
    case 'CheckedIn':
      return `stage ${entry.detail.stage}, the key is ${entry.detail.status}`;
    case 'StopRequested':
      return [`by ${entry.detail.how}`, entry.detail.words].filter(Boolean).join(': ');
    case 'ScreamHeard':
      return entry.detail.sign === 'use'
        ? `use seen: ${use(entry.detail.lastUse, when)}${from(entry.detail.callers)}`
        : `re-activated by ${entry.detail.change?.by ?? 'somebody else'}`;
    case 'UseQuestioned':
      return `use seen, does it count? ${use(entry.detail.lastUse, when)}${from(entry.detail.callers)}`;
    case 'UseDismissed':
      return `use until then does not count, says the ${entry.detail.as}: ${entry.detail.because}`;
    case 'ApprovalGiven':
      return `may be deleted, says the ${entry.detail.as}`;
    case 'Snoozed':
      return `not before ${when(entry.detail.until)}, says the ${entry.detail.as}: ${entry.detail.because}`;
    case 'OwnerChanged':
      return [`to ${entry.detail.slackUserId ?? 'nobody known'}, says the ${entry.detail.as}`, entry.detail.note]
        .filter(Boolean)
        .join(': ');
    case 'NeedTold':
      return `“${entry.detail.words}”`;
    case 'BatchReleased':
      return `${entry.detail.batch}: ${entry.detail.because}`;
    case 'StopRefused':
    case 'RestoreStarted':
    case 'DeletionAbandoned':
    case 'RetirementKept':
      return entry.detail.because;
    case 'RestoreFailed':
      return entry.detail.why;
    case 'RestoreConfirmed':
      return `the key is ${entry.detail.status}`;
    case 'SoakStarted':
      return `stage ${entry.detail.stage}, watched until ${when(entry.detail.until)}`;
    case 'RetirementFailed':
      return `${entry.detail.error} ${entry.detail.cause}`;
    case 'KeyGone':
    case 'LeftAsFound':
      return `by ${entry.detail.by ?? 'somebody else'}`;
    case 'Frozen':
    case 'Thawed':
    case 'RestoreAllStarted':
      return entry.detail.reason;
    case 'RestoreAllFinished':
      return `${entry.detail.back} back, ${entry.detail.notBack.length} not back, ${entry.detail.left.length} left`;
    case 'OperatorsTold':
      return `of the ${entry.detail.about}, in ${entry.detail.channel}`;
    case 'DeletionStarted':
    case 'KeyRestored':
    case 'KeyDeleted':
      return '';
    default:
      return entry satisfies never;
  }
}

function enqueuedInWords(
  { ritual, again }: Extract<Entry, { type: 'Enqueued' }>['detail'],
  when: (at: string) => string,
): string {
  const outages = ritual.stages.map(({ outage }) => lengthInWords(outage)).join(', ');
  const passed = again && `; again, though left alone until ${when(again.until)}: ${whyLeftAlone(again)}`;
  return `ritual ${ritual.name}, outages ${outages}${passed ?? ''}`;
}

const nameOf = (owner: Owner): string => (owner.kind === 'person' ? owner.name : owner.channel);

function evidence(detail: Evidence, when: (at: string) => string): string {
  switch (detail.about) {
    case 'key':
      return `last used ${use(detail.lastUse, when)}${from(detail.callers)}`;
    case 'gate':
      return `gate before the ${detail.before} of stage ${detail.stage}: ${detail.status}, last used ${use(detail.lastUse, when)}`;
    case 'use':
      return `last used ${use(detail.lastUse, when)}`;
    case 'absence':
      return 'the key is absent';
    case 'change':
      return `${detail.change.by} made it ${detail.change.to} at ${when(detail.change.at)}`;
    default:
      return detail satisfies never;
  }
}

const use = (last: LastUse, when: (at: string) => string): string =>
  last === 'never' ? 'never' : `${when(last.at)} (${last.service}, ${last.region})`;

function from(callers: Caller[] | 'unknown'): string {
  if (callers === 'unknown') return ', callers unknown';
  return callers.map(({ action, sourceIp }) => `, ${action} from ${sourceIp}`).join('');
}
