import type { Scream } from '../entries';
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
  r.ending ? [t.madeItEnd(causeOf(r, r.ending, t), dates.second(r.ending.at))] : [];

function activeAgain(r: Retirement, { ending, at }: { ending: Ending; at: string }, { t, dates }: Voice): string[] {
  const outage = r.outages.at(-1);
  const off = outage?.to && t.wasOff(t.elapsed(secondsBetween(outage.from, outage.to)));
  const again = t.activeAgain(dates.second(at), t.elapsed(secondsBetween(ending.at, at)), causeOf(r, ending, t));
  return [[again, off].filter(Boolean).join(' ')];
}

/** It was on already. A scream says so in its own words. */
const found = (r: Retirement, ending: Ending, { t, dates }: Voice): string[] =>
  ending.why === 'stop' ? [t.wasOn(causeOf(r, ending, t), dates.second(ending.at))] : [];

/** What the reason itself was, where the cause does not say it all. */
function what(r: Retirement, ending: Ending, voice: Voice): string[] {
  switch (ending.why) {
    case 'stop':
      return [];
    case 'scream':
      return scream(r, ending.scream, voice);
    case 'held up':
      return [voice.t.wasHeldUp(foreign(ending.because, 300))];
    case 'failure':
      return [voice.t.hasFailed];
  }
}

function scream({ outages }: Retirement, heard: Scream, { t, dates }: Voice): string[] {
  if (heard.sign === 'use') {
    const last = outages.at(-1);
    const usedAt = dates.full(heard.lastUse.at);
    return last?.to
      ? [t.wasUsed(usedAt), t.checkOneRun(dates.full(last.from), dates.full(last.to))]
      : [t.wasUsedBefore(usedAt)];
  }
  const { change } = heard;
  return [change ? t.wasReactivated(whoDid(change), dates.full(change.at)) : t.someoneReactivated];
}

function causeOf(r: Retirement, ending: Ending, t: Texts): string {
  switch (ending.why) {
    case 'stop':
      return stopCause(r, ending, t);
    case 'scream':
      return ending.scream.sign === 'use' ? t.causes.use : t.causes.reactivated;
    case 'held up':
      return t.causes.heldUp(foreign(ending.because, 80));
    case 'failure':
      return t.causes.failure;
  }
}

function stopCause(r: Retirement, { how, actor, words }: Extract<Ending, { why: 'stop' }>, { causes }: Texts): string {
  const who = nameOf(actor, r);
  switch (how) {
    case 'button':
      return causes.button(who);
    case 'reply':
      return words ? causes.reply(who, foreign(words, 80)) : causes.button(who);
    case 'operator':
      return causes.operator(who);
    case 'protected':
      return causes.protected;
  }
}
