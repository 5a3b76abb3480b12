import type { Entry } from '../../../lambda/core/entries';
import type { Retirement } from '../../../lambda/core/retirement';
import { detailOf } from '../../../cli/timeline';
import { eventOf } from '../../story/events';
import type { Voice } from '../../story/events';
import type { LineScene } from '../scene';

/** An entry as a line; `r` is its retirement after it. */
export function lineOf(entry: Entry, r: Retirement | undefined, voice: Voice): LineScene {
  const { keyId, seq, at, type } = entry;
  const [hash, previousHash] = [entry.hash.slice(0, 8), entry.previousHash.slice(0, 8)];
  return {
    keyId,
    seq,
    at,
    type,
    hash,
    previousHash,
    userName: r?.subject.userName ?? 'all keys',
    words: wordsOf(entry, r, voice),
  };
}

function wordsOf(entry: Entry, r: Retirement | undefined, voice: Voice): string {
  const { dates } = voice;
  const told = r && eventOf(entry, r, voice)?.text;
  const detail = told ?? detailOf(entry, (at) => `${dates.day(at)} ${dates.time(at)}`);
  const who = /^(?:slack:(\S+)|operator .*\/(\S+)$)/.exec(entry.actor);
  const name = who && voice.nameOf(who[1] ?? who[2] ?? '');
  return [detail, ...(name && !detail.includes(name) ? [name] : [])].filter(Boolean).join(', ');
}
