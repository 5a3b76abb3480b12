import { approvalsOf, asksApproval } from '../approvals';
import type { Retirement } from '../retirement';
import type { Choice } from './blocks';
import type { Voice } from './voice';

/** What a button carries: the retirement, of whose id nobody learns anything. The door knows which key it is of (References). */
export const stopValue = ({ retirementId }: Retirement): string => retirementId;

/** What can be pressed on the card. */
export function choicesFor(r: Retirement, voice: Voice): Choice[] {
  const owner = asksApproval(r, voice) && approvalsOf(r, voice).owner;
  return [stop(r, voice.t.stop), ...(owner && owner.needed && !owner.by ? [approve(r, voice)] : [])];
}

/** What can be pressed below a line that asks something. */
export function askedOf(about: string, r: Retirement, voice: Voice): Choice[] {
  const { t } = voice;
  if (about === 'approval') return [stop(r, t.stop), approve(r, voice)];
  if (!about.startsWith('question')) return [];
  // The number of the question: an old one's button says nothing of a later use.
  return [stop(r, t.counts), { text: t.dismiss, actionId: 'dismiss', value: `${stopValue(r)}.${r.questions}` }];
}

const stop = (r: Retirement, text: string): Choice => ({ text, actionId: 'stop', value: stopValue(r) });

const approve = (r: Retirement, { t }: Voice): Choice => ({
  text: t.approve,
  actionId: 'approve',
  value: stopValue(r),
});
