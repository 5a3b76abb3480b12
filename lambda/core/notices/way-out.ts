import type { Caller } from '../entries';
import type { Retirement } from '../retirement';
import { wayOut } from '../way-out/way-out';
import type { Clue, WayOut } from '../way-out/way-out';
import { sectionWithLink } from './blocks';
import type { Block } from './blocks';
import { code } from './mrkdwn';
import type { Voice } from './voice';

/** How not to need the key any more, where somebody does: what makes us think so, and where it is documented. */
export function wayOutBlocks(r: Retirement, { t }: Voice): Block[] {
  if (!isNeeded(r)) return [];
  const { ways, choices } = t;
  const way = wayOut(callersOf(r));
  const seen = way.clues.map((clue) => said(clue, ways));
  const text = `${ways.headline}\n${ways.all(...seen, ways.instead[way.place], guess(way, ways))}`;
  return [sectionWithLink(text, { text: choices.how, actionId: 'how', url: ways.documents[way.place] })];
}

/** Somebody needs it. Who protects a key has said nothing of who uses it. */
export const isNeeded = ({ ending }: Retirement): boolean =>
  ending?.why === 'scream' || (ending?.why === 'stop' && ending.how !== 'protected');

/** The use that ended it tells more than what was seen before. */
function callersOf({ ending, evidence }: Retirement): readonly Caller[] | 'unknown' {
  if (ending?.why === 'scream' && ending.scream.sign === 'use') {
    const { callers } = ending.scream;
    if (callers !== 'unknown' && callers.length > 0) return callers;
  }
  return evidence?.callers ?? 'unknown';
}

type Ways = Voice['t']['ways'];

function said(clue: Clue, ways: Ways): string {
  switch (clue.what) {
    case 'agent':
      return ways.agent(clue.name);
    case 'address':
      return ways.address(code(clue.address, 60), clue.network);
    case 'inside':
      return clue.endpoint
        ? ways.insideThrough(code(clue.address, 60), code(clue.endpoint, 60))
        : ways.inside(code(clue.address, 60));
  }
}

/** What is inside a VPC is proven; what the rest is taken from is named. */
function guess({ guess: isGuess, clues }: WayOut, { guess: say }: Ways): string {
  if (!isGuess) return '';
  const from = (what: Clue['what']): boolean => clues.some((clue) => clue.what === what);
  if (!from('agent')) return say.address;
  return from('address') ? say.both : say.agent;
}
