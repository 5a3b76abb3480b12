import type { Finding, Reading } from '../ports';
import { toMilliseconds } from '../time';
import type { Instant } from '../time';
import { notRead } from './finding';

/** A read that the ledger refused, not one that it did not answer. */
export interface RefusedByLedger {
  refused: string;
}

/** What was seen of the ledger. */
export interface LedgerSeen {
  /** The chain of everything at once, and whether it is as it was written. */
  control: Reading<'verified' | 'broken' | RefusedByLedger>;
  byStatus: Reading<'read' | RefusedByLedger>;
  byOwner: Reading<'read' | RefusedByLedger>;
}

export const ofLedger = ({ control, byStatus, byOwner }: LedgerSeen): Finding[] => [
  ofControl(control),
  ofIndex('index by status', byStatus),
  ofIndex('index by owner', byOwner),
];

const DEPLOY = 'Deploy the hub again, and look into the log of keysunset-operator-door.';

function ofControl(control: LedgerSeen['control']): Finding {
  const what = 'CONTROL';
  if (!control.known) return notRead(what, control.why);
  if (control.value === 'verified') return { what, is: 'good', text: 'It can be read, and its chain verifies.' };
  if (control.value === 'broken') {
    const text = 'Its chain is not as it was written: somebody has changed or removed entries.';
    return { what, is: 'missing', text, todo: 'See the runbook, section keysunset-broken-row.' };
  }
  return { what, is: 'missing', text: `It cannot be read: ${control.value.refused}`, todo: DEPLOY };
}

function ofIndex(what: string, index: LedgerSeen['byStatus']): Finding {
  if (!index.known) return notRead(what, index.why);
  if (index.value === 'read') return { what, is: 'good', text: 'It can be read.' };
  return { what, is: 'missing', text: `It cannot be read: ${index.value.refused}`, todo: DEPLOY };
}

/** The hub has to be of the same release as the command line. */
export function ofVersion(door: string, ours: string): Finding {
  const what = 'version';
  if (door === ours) return { what, is: 'good', text: `The hub and this command line are both ${ours}.` };
  const todo = 'Deploy the hub from the release of this command line, or take the command line of the hub’s release.';
  return { what, is: 'missing', text: `The hub is ${door}, this command line ${ours}.`, todo };
}

/** In seconds. AWS refuses a signature that is 5 minutes old or early; a minute of it is no clock that is kept. */
const TOLERATED = 60;
const REFUSED_FROM = 300;

/** The door's clock lies between the moments at which it was asked and answered, where both clocks are right. */
export function ofClock(door: Instant, { asked, answered }: { asked: Instant; answered: Instant }): Finding {
  const what = 'clock';
  const ahead = (toMilliseconds(asked) - toMilliseconds(door)) / 1000;
  const behind = (toMilliseconds(door) - toMilliseconds(answered)) / 1000;
  const off = Math.round(Math.max(ahead, behind, 0));
  if (off <= TOLERATED) {
    return {
      what,
      is: 'good',
      text: off === 0 ? 'This machine’s and the hub’s agree.' : `It differs from the hub’s by ${off} s.`,
    };
  }
  const text = `This machine’s is ${off} s ${ahead > behind ? 'ahead of' : 'behind'} the hub’s.`;
  const why =
    off < REFUSED_FROM
      ? `From ${REFUSED_FROM} s on AWS refuses what is signed by it.`
      : 'AWS refuses what is signed by it.';
  return { what, is: 'missing', text: `${text} ${why}`, todo: 'Set this machine’s clock by NTP.' };
}
