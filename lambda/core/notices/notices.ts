import { approvalsMissing } from '../approvals';
import type { Message } from '../ports';
import type { Retirement } from '../retirement';
import { seconds, secondsBetween } from '../time';
import { buttons, context, divider, fields, header, message, section } from './blocks';
import { askedOf, choicesFor } from './choices';
import type { Block } from './blocks';
import { factsFor, questionLines } from './evidence';
import { foreign } from './mrkdwn';
import { nameOf, subjectOf } from './names';
import { ahead } from './on-the-way';
import { present } from './present';
import { isOver, situationOf } from './situation';
import type { Situation } from './situation';
import { stageLine } from './stage-line';
import { inEnglish } from './voice';
import type { Setting, Voice } from './voice';

/** The one message that a retirement has with its owner: it always shows how things stand now. */
export function card(r: Retirement, setting: Setting): Message {
  const voice = inEnglish(setting);
  const { t } = voice;
  const situation = situationOf(r, setting.now);
  const { headline, lines } = present(r, situation, voice);
  const { key, keyInCode, user, account, accountId } = subjectOf(r);
  const facts = factsFor(r, situation, voice);
  return message(`${headline}\n${t.about(key, user, account)}. ${lines.join(' ')}`, [
    header(headline),
    section(keyInCode, t.who(user, account, accountId)),
    section(...lines),
    section(stageLine(r, situation, t), ...(isOver(situation) ? [] : ahead(r, voice))),
    ...(isOver(situation) ? [] : [buttons(...choicesFor(r, voice)), divider]),
    ...(facts.length > 0 ? [fields(facts)] : []),
    ...notes(r, situation, voice),
  ]);
}

/** The short line posted in the card's thread, so that people hear of it: `about` as `due` names it. It tells how things stand now. */
export function threadLine(about: string, r: Retirement, setting: Setting): Message {
  const voice = inEnglish(setting);
  const lines = linesFor(about, r, voice);
  const { key, user, account } = subjectOf(r);
  const asked = askedOf(about, r, voice);
  return message([`${voice.t.about(key, user, account)}:`, ...lines].join('\n'), [
    section(...lines),
    ...(asked.length > 0 ? [buttons(...asked)] : []),
  ]);
}

/** The same for the operators, who have no card of this key in their channel. */
export function lineForOperators(about: string, r: Retirement, setting: Setting): Message {
  const { text, blocks } = threadLine(about, r, setting);
  const { keyInCode, user, account, accountId } = subjectOf(r);
  return message(text, [section(keyInCode, inEnglish(setting).t.who(user, account, accountId)), ...blocks]);
}

function notes(r: Retirement, situation: Situation, { t, timeZone, dates }: Voice): Block[] {
  const zone = foreign(timeZone, 60);
  if (!isOver(situation)) return [context(t.cannotSee), context(t.footer(zone))];
  const deleted = situation.name === 'ended' && situation.outcome === 'deleted';
  const first = r.told[0];
  const record =
    first && t.record(nameOf(r.enqueuedBy, r), r.told.length, dates.day(first.at), foreign(r.subject.keyId));
  return [
    ...(deleted ? [context(t.ifItFailsAfterAll)] : []),
    ...(record ? [context(record)] : []),
    context(t.zone(zone)),
  ];
}

function linesFor(about: string, r: Retirement, voice: Voice): string[] {
  const { t, now } = voice;
  const { headline, lines } = present(r, situationOf(r, now), voice);
  switch (about.split(' ')[0]) {
    case 'first':
      return [...ahead(r, voice).slice(0, 1), t.orReply];
    case 'outage':
    case 'restored':
      return lines;
    case 'reminder':
      return [...silence(r, voice), ...lines];
    case 'resumes':
      return [t.resumes(voice.dates.day(r.snoozed?.until ?? now)), ...ahead(r, voice).slice(0, 1), t.orReply];
    case 'question':
      return questionLines(r, voice);
    case 'approval':
      return [`*${t.approve}?*`, t.approvalsNeeded(approvalsMissing(r, voice).join(t.and)), ...lines];
    case 'final':
    case 'outcome':
      return [`*${headline}*`, ...lines];
    default:
      throw new Error(
        `There is no notice about "${about}": wanted is first, outage N, restored N, question N, reminder DATE, resumes DATE, final, approval or outcome.`,
      );
  }
}

function silence({ claim }: Retirement, { t, now }: Voice): string[] {
  return claim ? [t.silentFor(Math.floor(secondsBetween(claim.startedAt, now) / seconds.day))] : [];
}
