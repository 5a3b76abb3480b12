import { approvalsOf } from '../approvals';
import type { Message } from '../ports';
import type { Retirement } from '../retirement';
import { seconds, secondsBetween } from '../time';
import { buttons, context, divider, fields, header, message, section } from './blocks';
import { askedOf, choicesFor, shows, stop, stopValue } from './choices';
import type { Block } from './blocks';
import { zoneName } from './dates';
import { factsFor, questionLines, timesOf } from './evidence';
import { code } from './mrkdwn';
import { answerAtOnce, line } from './inputs';
import { nameOf, ownerName, subjectOf } from './names';
import { ahead } from './on-the-way';
import { present } from './present';
import { isOver, situationOf } from './situation';
import type { Situation } from './situation';
import { stageLine } from './stage-line';
import { plainVoice, voiceFor } from './voice';
import type { Setting, Voice } from './voice';
import { isNeeded, wayOutBlocks } from './way-out';

/** The one message that a retirement has with its owner: it always shows how things stand now. */
export function card(r: Retirement, setting: Setting): Message {
  const voice = voiceFor(setting);
  const { t } = voice;
  const situation = situationOf(r, setting.now);
  const { headline, lines } = present(r, situation, voice);
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const facts = factsFor(r, situation, voice);
  return message(notification(r, situation, setting), [
    header(headline),
    section(keyInCode, t.card.who(user, account, accountId)),
    section(...lines),
    section(stageLine(r, situation, t), ...(isOver(situation) ? [] : ahead(r, voice))),
    ...(isOver(situation) ? [] : [buttonsOf(r, voice), divider]),
    ...(facts.length > 0 ? [fields(facts)] : []),
    ...(staysOn(situation) ? [...whatNeedsIt(r, voice), ...wayOutBlocks(r, voice)] : []),
    ...notes(r, situation, voice),
  ]);
}

/** What the card becomes for whoever said that the key is not theirs: who is asked now, and Stop, which stays anybody's. */
export function formerCard(r: Retirement, setting: Setting): Message {
  const voice = voiceFor(setting);
  const plain = plainVoice(setting);
  const { t } = voice;
  const { key, keyInCode, user, account, accountId } = subjectOf(r);
  const said = (as: Voice): string => as.t.card.asksNow(ownerName(r, as), as.dates.full(r.handedOn?.until ?? as.now));
  return message(t.card.notification(t.card.headlines.handedOn, t.card.about(key, user, account), said(plain)), [
    header(t.card.headlines.handedOn),
    section(keyInCode, t.card.who(user, account, accountId)),
    section(said(voice)),
    buttons([stop(r, t.choices.stop)]),
    context(timesOf(voice)),
  ]);
}

/** The short line posted in the card's thread, so that people hear of it: `about` as `due` names it. It tells how things stand now. */
export function threadLine(about: string, r: Retirement, setting: Setting): Message {
  const voice = voiceFor(setting);
  const { key, user, account } = subjectOf(r);
  const { card: say } = voice.t;
  const asked = askedOf(about, r, voice);
  const plain = linesFor(about, r, plainVoice(setting)).join('\n');
  return message(say.lineOf(say.about(key, user, account), plain), [
    section(...linesFor(about, r, voice)),
    ...(asked.length > 0 ? [buttons(asked)] : []),
  ]);
}

/** The same for a channel that has no card of this key: with what it is about, and Stop, which is anybody's. */
export function lineElsewhere(about: string, r: Retirement, setting: Setting): Message {
  const voice = voiceFor(setting);
  return lineWithKey(about, r, setting, [voice.t.evidence.owner(ownerName(r, voice))]);
}

/** The same for the thread of a digest, which has cards of several keys. */
export const lineInDigest = (about: string, r: Retirement, setting: Setting): Message =>
  lineWithKey(about, r, setting, []);

function lineWithKey(about: string, r: Retirement, setting: Setting, more: readonly string[]): Message {
  const { text, blocks } = threadLine(about, r, setting);
  const voice = voiceFor(setting);
  const { t } = voice;
  const { keyInCode, user, account, accountId } = subjectOf(r);
  const canStop = askedOf(about, r, voice).length === 0 && !isOver(situationOf(r, setting.now));
  return message(text, [
    section(keyInCode, t.card.who(user, account, accountId), ...more),
    ...blocks,
    ...(canStop ? [buttons([stop(r, t.choices.stop)])] : []),
  ]);
}

function buttonsOf(r: Retirement, voice: Voice): Block {
  const { choices, more } = choicesFor(r, voice);
  return buttons(choices, more);
}

/** It is over, and the key is on. */
const staysOn = (situation: Situation): boolean =>
  situation.name === 'stopped' || (situation.name === 'ended' && situation.outcome === 'kept');

/** One optional line, for whoever looks at the key next. */
function whatNeedsIt(r: Retirement, voice: Voice): Block[] {
  // Said once, it stands among the facts.
  const isSaid = r.need !== undefined && r.need.at >= r.enqueuedAt;
  if (isSaid || !isNeeded(r) || !shows(voice, 'what_needs_it')) return [];
  const { asks } = voice.t.forms;
  return [
    answerAtOnce({
      blockId: `needs.${stopValue(r)}`,
      label: asks.label,
      hint: asks.hint,
      optional: true,
      element: line('what_needs_it', asks.placeholder),
    }),
  ];
}

/** Shown on a phone's lock screen, and read out: Slack fills in no dates there, so a channel is told the zone. */
function notification(r: Retirement, situation: Situation, setting: Setting): string {
  const voice = plainVoice(setting);
  const { card: say, evidence } = voice.t;
  const { headline, lines } = present(r, situation, voice);
  const { key, user, account } = subjectOf(r);
  const zone =
    setting.reader.zoneOf === 'everyone' ? [evidence.times.hub(zoneName(setting.reader, voice.t, setting.now))] : [];
  return say.notification(headline, say.about(key, user, account), ...lines, ...zone);
}

function notes(r: Retirement, situation: Situation, voice: Voice): Block[] {
  const { t, dates } = voice;
  const { evidence: say, endings } = t;
  const times = timesOf(voice);
  if (!isOver(situation)) {
    return [context(say.cannotSee), context(voice.inDigest ? say.orReplyInDigest(times) : say.orReply(times))];
  }
  const deleted = situation.name === 'ended' && situation.outcome === 'deleted';
  const first = r.told[0];
  const show = code(`keysunset show ${r.subject.keyId}`);
  const record = first && say.record(nameOf(r.enqueuedBy, r), r.told.length, dates.day(first.at), show);
  return [
    ...(deleted ? [context(endings.ifItFailsAfterAll)] : []),
    ...(record ? [context(record)] : []),
    context(times),
  ];
}

function linesFor(about: string, r: Retirement, voice: Voice): string[] {
  const { card: say, evidence } = voice.t;
  const { headline, lines } = present(r, situationOf(r, voice.now), voice);
  const orReply = voice.inDigest ? say.orReplyInDigest : say.orReply;
  switch (about.split(' ')[0]) {
    case 'first':
      return [...ahead(r, voice).slice(0, 1), orReply];
    case 'outage':
    case 'restored':
      return lines;
    case 'reminder':
      return [...silence(r, voice), ...lines];
    case 'resumes':
      return [say.resumes(voice.dates.day(r.snoozed?.until ?? voice.now)), ...ahead(r, voice).slice(0, 1), orReply];
    case 'question':
      return questionLines(r, voice);
    case 'approval':
      return [evidence.safeToDelete, waitsForApproval(r, voice), ...lines];
    case 'final':
    case 'outcome':
      return [`*${headline}*`, ...lines];
    default:
      throw new Error(
        `There is no notice about "${about}": wanted is first, outage N, restored N, question N, reminder DATE, resumes DATE, final, approval or outcome.`,
      );
  }
}

function waitsForApproval(r: Retirement, voice: Voice): string {
  const { owner, operators } = approvalsOf(r, voice);
  return voice.t.evidence.approvalsNeeded(owner.needed && !owner.by, operators.needed - operators.by.length);
}

function silence({ claim }: Retirement, { t, now }: Voice): string[] {
  if (!claim) return [];
  const days = Math.floor(secondsBetween(claim.startedAt, now) / seconds.day);
  return [t.card.silentFor(t.lengths.days(days))];
}
