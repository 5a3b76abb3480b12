import type { Caller } from '../entries';
import { secondsBetween } from '../time';
import { networkOf } from './addresses';
import type { Network } from './addresses';
import { agentIn } from './agents';
import type { Place } from './agents';

/** A way to stop needing a key: what would be used in its place depends on where it is used. */
export interface WayOut {
  place: Place | 'unknown';
  /** What that rests on. */
  clues: readonly Clue[];
  /** Nothing that was seen proves it. */
  guess: boolean;
}

export type Clue =
  /** The caller says so of itself. */
  | { what: 'agent'; name: string }
  /** It is in a range that somebody publishes. */
  | { what: 'address'; address: string; network: Exclude<Network, 'private'> }
  /** The call came from inside a VPC, or a network that is connected with one: that is proven. */
  | { what: 'inside'; address: string; endpoint?: string };

/** What could be used in place of a key that is needed, from who called with it last. */
export function wayOut(callers: readonly Caller[] | 'unknown'): WayOut {
  const unknown: WayOut = { place: 'unknown', clues: [], guess: false };
  if (callers === 'unknown') return unknown;
  // What only ever failed tells less of what works with the key: it comes after what works.
  const ways = [...newestFirst(callers.filter(works)), ...newestFirst(callers)].map(wayOf);
  return ways.find(({ place }) => place !== 'unknown') ?? unknown;
}

const works = ({ calls, failed }: Caller): boolean => failed < calls;
const newestFirst = (callers: readonly Caller[]): Caller[] =>
  [...callers].sort((a, b) => secondsBetween(a.lastAt, b.lastAt) || b.calls - a.calls);

function wayOf({ sourceIp, vpcEndpoint, userAgent }: Caller): WayOut {
  const agent = agentIn(userAgent);
  const found = networkOf(sourceIp);
  const inside = vpcEndpoint !== undefined || found === 'private';
  const network = found === 'private' ? undefined : found;
  const clues: Clue[] = [
    ...(agent ? [{ what: 'agent' as const, name: agent.name }] : []),
    ...(inside ? [{ what: 'inside' as const, address: sourceIp, ...(vpcEndpoint && { endpoint: vpcEndpoint }) }] : []),
    ...(network && !inside ? [{ what: 'address' as const, address: sourceIp, network }] : []),
  ];
  if (agent) return { place: agent.place === 'server' && inside ? 'aws' : agent.place, clues, guess: true };
  if (inside) return { place: 'aws', clues, guess: false };
  return { place: network ? placeIn[network] : 'unknown', clues, guess: true };
}

const placeIn: Readonly<Record<Exclude<Network, 'private'>, Place>> = {
  AWS: 'aws',
  'Google Cloud': 'gcp',
  'Microsoft Azure': 'azure',
};
