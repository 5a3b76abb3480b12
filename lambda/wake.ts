import type { Holds, Waker } from './core/ports';
import type { Retirement } from './core/retirement';

export interface WakingPorts<How extends keyof Waker> {
  holds: Pick<Holds, 'newest'>;
  waker: Pick<Waker, How>;
}

/** Ends the hold that the retirement's execution waits in; `false` where there is none that it waits in any more. */
export async function wake<How extends keyof Waker>(
  { subject, retirementId }: Retirement,
  how: How,
  { holds, waker }: WakingPorts<How>,
): Promise<boolean> {
  const hold = await holds.newest(subject.keyId);
  return hold?.retirementId === retirementId && (await waker[how](hold.token)) === 'woken';
}
