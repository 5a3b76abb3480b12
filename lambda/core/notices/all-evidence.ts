import type { Retirement } from '../retirement';
import { context, divider, fields, section, sections } from './blocks';
import type { Block, Fact } from './blocks';
import { approvalFacts, callerLine, lastUsed, timesOf } from './evidence';
import { code, foreign } from './mrkdwn';
import { nameOf, subjectOf, whoDid } from './names';
import { modal } from './views';
import type { View } from './views';
import { voiceFor } from './voice';
import type { Setting, Voice } from './voice';

/** Everything that is known of a key, where the card has room for the most telling only. */
export function allEvidence(r: Retirement, setting: Setting): View {
  const voice = voiceFor(setting);
  const { t } = voice;
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const say = t.forms.evidence;
  return modal({
    title: say.title,
    close: t.forms.close,
    blocks: [
      section(keyInCode, t.card.who(user, account, accountId)),
      fields(facts(r, voice)),
      ...list(say.tags, tags(r, voice)),
      ...list(say.callers, callers(r, voice)),
      ...list(say.outages, outages(r, voice)),
      ...list(say.changes, changes(r, voice)),
      divider,
      section(`*${say.notSeen}*`, t.evidence.cannotSee),
      context(timesOf(voice)),
    ],
  });
}

function facts(r: Retirement, voice: Voice): Fact[] {
  const { t, dates } = voice;
  const { evidence: say, forms } = t;
  const { owner, lastUse, onUse } = r;
  const asked = say.reason(nameOf(r.enqueuedBy, r), foreign(r.reason, 1000));
  return [
    [forms.evidence.createdAt, dates.full(r.subject.createdAt)],
    ...(lastUse ? [[say.lastUsed, lastUsed(lastUse, voice)] as const] : []),
    [say.askedBy, `${asked}\n${forms.evidence.enqueued(dates.full(r.enqueuedAt), foreign(r.ritual.name, 60))}`],
    ...(owner
      ? [[forms.evidence.owner, forms.evidence.foundBy(foreign(owner.name, 80), foreign(owner.found, 120))] as const]
      : []),
    ...(onUse.do === 'ignore' ? [[say.ignoredUse, say.ignored(foreign(onUse.because, 1000))] as const] : []),
    ...approvalFacts(r, voice),
  ];
}

/** Nothing where there is nothing to list. */
const list = (headline: string, lines: readonly string[]): Block[] =>
  lines.length > 0 ? sections([`*${headline}*`, ...lines]) : [];

function tags({ evidence }: Retirement, { t }: Voice): string[] {
  if (!evidence) return [];
  const all = Object.entries(evidence.tags).map(([name, value]) => code(`${name}=${value}`, 400));
  return all.length > 0 ? all : [t.evidence.noTags];
}

function callers({ evidence }: Retirement, voice: Voice): string[] {
  const { t, dates } = voice;
  if (!evidence) return [];
  if (evidence.callers === 'unknown') return [t.evidence.callersUnknown];
  if (evidence.callers.length === 0) return [t.evidence.noCallers];
  return evidence.callers.map((caller) =>
    t.forms.evidence.caller(
      code(caller.action, 80),
      foreign(caller.region, 40),
      callerLine(caller, voice, 400),
      dates.full(caller.lastAt),
    ),
  );
}

const outages = (r: Retirement, { t, dates }: Voice): string[] =>
  r.outages.map(({ from, to }) =>
    to ? t.forms.evidence.outage(dates.full(from), dates.full(to)) : t.forms.evidence.stillOff(dates.full(from)),
  );

const changes = (r: Retirement, { t, dates }: Voice): string[] =>
  r.changes.map((change) =>
    t.forms.evidence.change(
      whoDid(change),
      t.forms.evidence.became[change.to],
      dates.full(change.at),
      code(change.sourceIp, 60),
      code(change.userAgent, 400),
    ),
  );
