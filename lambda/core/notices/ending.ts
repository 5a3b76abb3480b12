import type { Scream, UseSeen } from '../entries';
import { sameHourIn } from '../missed-runs';
import type { Ending, Retirement } from '../retirement';
import { secondsBetween } from '../time';
import { foreign } from './mrkdwn';
import { nameOf, whoDid } from './names';
import { givenBack } from './situation';
import type { Texts } from './texts';
import type { Voice } from './voice';

/** Why the key is kept, and since when it is on again: `Active again since 14:03:05, 1.4 s after Maria Keller pressed Stop.` */
export function whyItStays(r: Retirement, voice: Voice): string[] {
  const { ending } = r;
  if (!ending) return [];
  // Whoever re-activated it was quicker than we were.
  if (ending.why === 'scream' && ending.scream.sign === 're-activated') return what(r, ending, voice);
  const back = givenBack(r);
  return [...(back ? activeAgain(r, back, voice) : found(r, ending, voice)), ...what(r, ending, voice)];
}

/** Why it has to end, while the key is not back yet. */
export const whatMadeItEnd = (r: Retirement, { t, dates }: Voice): string[] =>
  r.ending ? [t.endings.madeItEnd(causeOf(r, r.ending, t), dates.second(r.ending.at))] : [];

/** A reason of the ledger, which is written in English, as this language says it. */
export function reasonIn({ endings }: Texts, because: string, most: number): string {
  const [first, ...rest] = because.split(': ') as [string, ...string[]];
  const said = endings.reasons[first];
  return foreign(said ? [said, ...rest].join(': ') : because, most);
}

function activeAgain(r: Retirement, { ending, at }: { ending: Ending; at: string }, { t, dates }: Voice): string[] {
  const { endings, lengths } = t;
  const outage = r.outages.at(-1);
  const off = outage?.to && endings.wasOff(lengths.elapsed(secondsBetween(outage.from, outage.to)));
  const after = lengths.elapsed(secondsBetween(ending.at, at));
  return [[endings.activeAgain(dates.second(at), after, causeOf(r, ending, t)), off].join('')];
}

/** It was on already. A scream says so in its own words. */
const found = (r: Retirement, ending: Ending, { t, dates }: Voice): string[] =>
  ending.why === 'stop' ? [t.endings.wasOn(causeOf(r, ending, t), dates.second(ending.at))] : [];

/** What the reason itself was, where the cause does not say it all. */
function what(r: Retirement, ending: Ending, voice: Voice): string[] {
  const { t } = voice;
  switch (ending.why) {
    case 'stop':
      return [];
    case 'scream':
      return scream(r, ending.scream, voice);
    case 'held up':
      return [t.endings.wasHeldUp(reasonIn(t, ending.because, 300))];
    case 'failure':
      return [t.endings.hasFailed];
  }
}

function scream(r: Retirement, heard: Scream, voice: Voice): string[] {
  const { t, dates } = voice;
  if (heard.sign === 'use') return used(r, heard, voice);
  const { change } = heard;
  return [change ? t.endings.wasReactivated(whoDid(change), dates.full(change.at)) : t.endings.someoneReactivated];
}

/** Use after an outage says which run may be missing. */
function used({ outages, timeZone }: Retirement, { lastUse }: UseSeen, { t, dates }: Voice): string[] {
  const { endings, lengths } = t;
  const last = outages.at(-1);
  const usedAt = dates.full(lastUse.at);
  if (!last?.to || last.to > lastUse.at) return [endings.wasUsedBefore(usedAt)];
  const missed = sameHourIn({ from: last.from, to: last.to }, lastUse.at, timeZone);
  const [from, to] = [dates.full(last.from), dates.full(last.to)];
  return [
    endings.wasUsed(usedAt, lengths.elapsed(secondsBetween(last.to, lastUse.at))),
    missed ? endings.checkOneRun(from, to, dates.time(missed), dates.day(missed)) : endings.checkRuns(from, to),
  ];
}

function causeOf(r: Retirement, ending: Ending, t: Texts): string {
  const { causes } = t.endings;
  switch (ending.why) {
    case 'stop':
      return stopCause(r, ending, t);
    case 'scream':
      return ending.scream.sign === 'use' ? causes.use : causes.reactivated;
    case 'held up':
      return causes.heldUp(reasonIn(t, ending.because, 80));
    case 'failure':
      return causes.failure;
  }
}

function stopCause(r: Retirement, { how, actor, words }: Extract<Ending, { why: 'stop' }>, { endings }: Texts): string {
  const { causes } = endings;
  const who = nameOf(actor, r);
  switch (how) {
    case 'button':
    case 'reply':
      return words ? causes.reply(who, foreign(words, 80)) : causes.button(who);
    case 'command':
      return causes.command(who);
    case 'operator':
      return causes.operator(who);
    case 'protected':
      return causes.protected;
  }
}
