import { approvalsOf } from '../approvals';
import { answerableUntil } from '../decide/screams';
import type { Caller, Evidence, LastUse } from '../entries';
import type { Retirement } from '../retirement';
import type { Fact } from './blocks';
import { code, foreign } from './mrkdwn';
import { nameOf, outageOf } from './names';
import type { Situation } from './situation';
import type { Voice } from './voice';

/** What a decision about this key rests on, each with its source, as it concerns how things stand. */
export function factsFor(r: Retirement, situation: Situation, voice: Voice): Fact[] {
  switch (situation.name) {
    case 'notice':
      return [...known(r, voice), ...history(r, voice), ...approvals(r, voice)];
    case 'switching off':
    case 'off':
      return [...known(r, voice), ...stageFinds(r, situation.claim.stage, voice), ...approvals(r, voice)];
    case 'on':
      return known(r, voice);
    case 'stopped':
    case 'giving back':
    case 'ended':
      return screamed(r, voice);
    case 'deleting':
    case 'taken over':
      return [];
  }
}

/** What was seen, and until when somebody may say that it does not count. */
export function questionLines({ question }: Retirement, voice: Voice): string[] {
  if (!question) return [];
  const { t, dates } = voice;
  const { at, service, region } = question.lastUse;
  const seen = t.use(foreign(service), foreign(region));
  const from =
    question.callers === 'unknown' || question.callers.length === 0 ? [] : [callers(question.callers, voice)];
  return [t.wasUsedNow(dates.full(at), seen), ...from, t.doesItCount(dates.full(answerableUntil(question)))];
}

/** Whose word the deletion needs, and who gave it. */
function approvals(r: Retirement, voice: Voice): Fact[] {
  const { t } = voice;
  const { owner, operators } = approvalsOf(r, voice);
  const waiting = Array.from({ length: Math.max(0, operators.needed - operators.by.length) }, () =>
    t.notApproved(t.anOperator),
  );
  const lines = [
    ...(owner.needed ? [owner.by ? t.approvedBy(nameOf(owner.by, r)) : t.notApproved(t.theOwner)] : []),
    ...(operators.needed > 0 ? [...operators.by.map((by) => t.approvedBy(nameOf(by, r))), ...waiting] : []),
  ];
  return lines.length > 0 ? [[t.deletionNeeds, lines.join('\n')]] : [];
}

function known(r: Retirement, voice: Voice): Fact[] {
  const { t } = voice;
  const { evidence, lastUse, onUse } = r;
  return [
    ...(lastUse ? [[t.lastUsed, use(lastUse, voice)] as const] : []),
    ...(onUse.do === 'ignore' ? [[t.ignoredUse, t.ignored(foreign(onUse.because, 300))] as const] : []),
    ...(evidence ? [[t.calledFrom, callers(evidence.callers, voice)] as const] : []),
  ];
}

function history(r: Retirement, { t, dates }: Voice): Fact[] {
  return [
    [t.created, [dates.date(r.subject.createdAt), tags(r.evidence) || t.noTags].join(' · ')],
    [t.askedBy, t.reason(nameOf(r.enqueuedBy, r), foreign(r.reason, 300))],
  ];
}

function stageFinds(r: Retirement, stage: number, { t }: Voice): Fact[] {
  const { finds, misses } = t.finds(outageOf(r, stage));
  return [[t.stageFinds, t.findsNot(finds, misses)]];
}

/** The machine's scream, told in full: from where, and with what. */
function screamed({ ending }: Retirement, { t }: Voice): Fact[] {
  if (ending?.why !== 'scream') return [];
  const { scream } = ending;
  if (scream.sign === 're-activated') {
    const { change } = scream;
    return change
      ? [
          [t.calledFrom, code(change.sourceIp, 60)],
          [t.userAgent, code(change.userAgent, 120)],
        ]
      : [];
  }
  const { lastUse, callers } = scream;
  const [caller] = callers === 'unknown' ? [] : callers;
  if (!caller) {
    return [
      [t.usedFor, t.use(foreign(lastUse.service), foreign(lastUse.region))],
      [t.calledFrom, callers === 'unknown' ? t.callersUnknown : t.noCallers],
      [t.seenIn, t.byIam],
    ];
  }
  return [
    [t.usedFor, t.use(code(caller.action), foreign(caller.region))],
    [t.calledFrom, code(caller.sourceIp, 60)],
    [t.userAgent, code(caller.userAgent, 120)],
    [t.seenIn, t.byCloudTrail],
  ];
}

const use = (lastUse: LastUse, { t, dates }: Voice): string =>
  lastUse === 'never'
    ? t.neverUsed
    : t.lastUse(dates.date(lastUse.at), foreign(lastUse.service), foreign(lastUse.region));

function callers(found: Caller[] | 'unknown', { t }: Voice): string {
  if (found === 'unknown') return t.callersUnknown;
  const [first, ...more] = [...found].sort((a, b) => b.calls - a.calls);
  if (!first) return t.noCallers;
  const most = t.caller(code(first.sourceIp, 60), first.calls, first.failed, foreign(first.userAgent, 120));
  return more.length > 0 ? `${most}\n${t.moreCallers(more.length)}` : most;
}

const tags = (evidence?: Extract<Evidence, { about: 'key' }>): string =>
  Object.entries(evidence?.tags ?? {})
    .slice(0, 8)
    .map(([name, value]) => code(`${name}=${value}`, 60))
    .join(' ');
