import { GATE_ASKS_AGAIN, LONGEST_RITUAL_DAYS } from '../../protocol';
import type { Retirement } from '../../retirement';
import { hasPassed } from '../../standing';
import { after, seconds } from '../../time';
import type { Instant } from '../../time';
import { answer } from '../decision';
import type { Decision } from '../decision';
import { answerableUntil, heardUse } from '../screams';
import { SOON, keep, wait } from './seen';
import type { GateAnswer, GateSeen } from './seen';

/** Reasons to end: protected, used, too old. */
export function unwanted(r: Retirement, seen: GateSeen, since: Instant): Decision<GateAnswer> | undefined {
  const { now, protectedBy, lastUse } = seen;
  if (!protectedBy.known) return wait(seen, `the user’s tags could not be read: ${protectedBy.why}`, after(now, SOON));
  if (protectedBy.value !== undefined) {
    return answer('keep', 1, { type: 'StopRequested', detail: { how: 'protected', words: protectedBy.value } });
  }
  const used = lastUse.known && heardUse(r, lastUse.value, since, seen.callers);
  if (used && used.type === 'ScreamHeard') return answer('keep', 1, used);
  if (used) return { do: 'record', record: [used] };
  if (r.question) return questioned(seen, answerableUntil(r.question));
  if (now > after(r.enqueuedAt, LONGEST_RITUAL_DAYS * seconds.day)) return keep(seen, 'this took longer than 330 days');
  return undefined;
}

/** A notice that failed, a freeze and closed hours hold an outage and a deletion alike. */
export function paced(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, frozen, opensAt } = seen;
  if (r.untold.length > 0) return wait(seen, `a notice could not be given: ${r.untold.join(', ')}`, after(now, SOON));
  if (!frozen.known) return wait(seen, `whether there is a freeze could not be read: ${frozen.why}`, after(now, SOON));
  if (frozen.value) return wait(seen, `frozen: ${frozen.value.reason}`, after(now, GATE_ASKS_AGAIN));
  return hasPassed(now, opensAt) ? undefined : wait(seen, 'outside the working hours', opensAt);
}

/** Use was seen, and whether it counts was asked: silence keeps the key. */
function questioned(seen: GateSeen, until: Instant): Decision<GateAnswer> {
  return hasPassed(seen.now, until)
    ? keep(seen, 'nobody said in 7 days that its use does not count')
    : wait(seen, 'it was used: the owner or an operator has to say whether that counts', until);
}
