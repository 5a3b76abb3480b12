import { seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { Call } from '../tampering';
import { spells } from './schedule';
import type { Spell } from './schedule';

/** For how long something is out of reach, in seconds. */
export const spellSeconds: Record<Spell, number> = {
  'iam-down': 36 * seconds.hour,
  'slack-down': 12 * seconds.hour,
  'ledger-down': 10 * seconds.minute,
  'workflow-down': seconds.hour,
};

/** While something was out of reach. */
export interface Down {
  what: Spell;
  from: Instant;
  to: Instant;
}

/** The ports that look at keys, or touch them. */
export const keyPorts = ['inspector', 'deactivator', 'restorer', 'deleter'];

/** The ports that a spell hits. */
export const hits: Record<Spell, readonly string[]> = {
  'iam-down': keyPorts,
  'slack-down': ['messenger'],
  'ledger-down': ['ledger', 'heads', 'holds', 'limits', 'threads', 'places', 'digests', 'control'],
  'workflow-down': ['workflow', 'waker'],
};

/** What a call needs to be in reach. */
export const spellOf = ({ port }: Call): Spell | undefined => spells.find((spell) => hits[spell].includes(port));
