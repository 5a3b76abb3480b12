import { approvalsOf } from '../approvals';
import { answerableUntil } from '../decide/screams';
import type { Caller, Evidence, LastUse } from '../entries';
import type { Retirement } from '../retirement';
import type { Fact } from './blocks';
import { catches } from './catches';
import { zoneName } from './dates';
import { code, foreign } from './mrkdwn';
import { nameOf, outageOf } from './names';
import type { Situation } from './situation';
import type { Speaking, Voice } from './voice';

/** What a decision about this key rests on, each with its source, as it concerns how things stand. */
export function factsFor(r: Retirement, situation: Situation, voice: Voice): Fact[] {
  switch (situation.name) {
    case 'notice':
      return [...known(r, voice), ...history(r, voice), ...approvalFacts(r, voice)];
    case 'switching off':
    case 'off':
      return [...known(r, voice), ...stageFinds(r, situation.claim.stage, voice), ...approvalFacts(r, voice)];
    case 'on':
      return known(r, voice);
    case 'stopped':
    case 'giving back':
    case 'ended':
      return [...screamed(r, voice), ...needed(r, voice)];
    case 'deleting':
    case 'taken over':
      return [];
  }
}

/** What was seen, and until when somebody may say that it does not count. */
export function questionLines({ question }: Retirement, voice: Voice): string[] {
  if (!question) return [];
  const { dates } = voice;
  const { evidence: say } = voice.t;
  const { at, service, region } = question.lastUse;
  const from =
    question.callers === 'unknown' || question.callers.length === 0 ? [] : [callers(question.callers, voice)];
  return [
    say.wasUsedNow(dates.full(at), used(voice, service, region)),
    ...from,
    say.doesItCount(dates.full(answerableUntil(question))),
  ];
}

/** Whose word the deletion needs, and who gave it. */
export function approvalFacts(r: Retirement, voice: Voice): Fact[] {
  const { evidence: say } = voice.t;
  const { owner, operators } = approvalsOf(r, voice);
  const waiting = Array.from({ length: Math.max(0, operators.needed - operators.by.length) }, () => say.anOperator);
  const lines = [
    ...(owner.needed ? [owner.by ? say.approvedBy(nameOf(owner.by, r)) : say.theOwner] : []),
    ...operators.by.map((by) => say.approvedBy(nameOf(by, r))),
    ...waiting,
  ];
  return lines.length > 0 ? [[say.deletionNeeds, lines.join('\n')]] : [];
}

function known(r: Retirement, voice: Voice): Fact[] {
  const { evidence: say } = voice.t;
  const { evidence, lastUse, onUse } = r;
  return [
    ...(lastUse ? [[say.lastUsed, lastUsed(lastUse, voice)] as const] : []),
    ...(onUse.do === 'ignore' ? [[say.ignoredUse, say.ignored(foreign(onUse.because, 300))] as const] : []),
    ...(evidence ? [[say.calledFrom, callers(evidence.callers, voice)] as const] : []),
  ];
}

function history(r: Retirement, voice: Voice): Fact[] {
  const { t, dates } = voice;
  const { evidence: say } = t;
  return [
    [say.created, say.createdAndTags(dates.date(r.subject.createdAt), tags(r.evidence) || say.noTags)],
    [say.askedBy, say.reason(nameOf(r.enqueuedBy, r), foreign(r.reason, 300))],
    ...needed(r, voice),
  ];
}

/** What needs it, as somebody said, now or before. */
function needed(r: Retirement, { t, dates }: Voice): Fact[] {
  const { need } = r;
  if (!need) return [];
  const { evidence: say } = t;
  return [[say.neededBy, say.needed(foreign(need.words, 300), nameOf(need.by, r), dates.date(need.at))]];
}

function stageFinds(r: Retirement, stage: number, { t }: Voice): Fact[] {
  const { evidence: say } = t;
  const caught = catches(outageOf(r, stage));
  return [[say.stageFinds, say.findsNot(say.finds[caught], say.misses[caught])]];
}

/** The machine's scream, told in full: from where, and with what. */
function screamed({ ending }: Retirement, voice: Voice): Fact[] {
  if (ending?.why !== 'scream') return [];
  const { evidence: say } = voice.t;
  const { scream } = ending;
  if (scream.sign === 're-activated') {
    const { change } = scream;
    return change
      ? [
          [say.calledFrom, code(change.sourceIp, 60)],
          [say.userAgent, code(change.userAgent, 120)],
        ]
      : [];
  }
  const { lastUse } = scream;
  const [caller] = scream.callers === 'unknown' ? [] : scream.callers;
  if (!caller) {
    return [
      [say.usedFor, used(voice, lastUse.service, lastUse.region)],
      [say.calledFrom, scream.callers === 'unknown' ? say.callersUnknown : say.notSeen],
      [say.seenIn, say.byIam],
    ];
  }
  return [
    [say.usedFor, say.use(code(caller.action), foreign(caller.region))],
    [say.calledFrom, place(caller, voice)],
    [say.userAgent, code(caller.userAgent, 120)],
    [say.seenIn, say.byCloudTrail],
  ];
}

export const lastUsed = (lastUse: LastUse, voice: Voice): string =>
  lastUse === 'never'
    ? voice.t.evidence.neverUsed
    : voice.t.evidence.use(voice.dates.date(lastUse.at), ...partsOf(lastUse.service, lastUse.region));

const used = ({ t }: Voice, service: string, region: string): string => t.evidence.use(...partsOf(service, region));

/** IAM writes N/A where it does not know. */
const partsOf = (...parts: readonly string[]): string[] =>
  parts.filter((part) => part !== 'N/A').map((part) => foreign(part));

function callers(found: readonly Caller[] | 'unknown', voice: Voice): string {
  const { evidence: say } = voice.t;
  if (found === 'unknown') return say.callersUnknown;
  const [first, ...more] = [...found].sort((a, b) => b.calls - a.calls);
  if (!first) return say.noCallers;
  const most = callerLine(first, voice, 120);
  return more.length > 0 ? `${most}\n${say.moreCallers(more.length)}` : most;
}

/** From where, how often and with what; `most` characters of the user agent. */
export const callerLine = (caller: Caller, voice: Voice, most: number): string =>
  voice.t.evidence.caller(place(caller, voice), caller.calls, caller.failed, foreign(caller.userAgent, most));

/** In whose zone the times are. */
export const timesOf = ({ t, reader, now }: Speaking): string =>
  t.evidence.times[reader.zoneOf](zoneName(reader, t, now));

/** From where: an address, and the endpoint of the VPC that it came through. */
function place({ sourceIp, vpcEndpoint }: Caller, { t }: Voice): string {
  const address = code(sourceIp, 60);
  return vpcEndpoint ? t.evidence.through(address, code(vpcEndpoint, 60)) : address;
}

const tags = (evidence?: Extract<Evidence, { about: 'key' }>): string =>
  Object.entries(evidence?.tags ?? {})
    .slice(0, 8)
    .map(([name, value]) => code(`${name}=${value}`, 60))
    .join(' ');
