import { approvalsOf, asksApproval } from '../approvals';
import type { Retirement } from '../retirement';
import type { Choice, Menu } from './blocks';
import type { Audience, Voice } from './voice';

/** Everything that can be pressed or filled in, as Slack names it to the door (`action_id`). */
export type Action = 'stop' | 'snooze' | 'not_mine' | 'more' | 'dismiss' | 'approve' | 'how' | 'what_needs_it';

/**
 * What the Slack door understands: the buttons of any other action are not shown. To show one, add it here once the door takes it.
 * `how` opens a page, and leaves the door nothing to do.
 */
export const understood: readonly Action[] = [
  'stop',
  'snooze',
  'not_mine',
  'more',
  'dismiss',
  'approve',
  'how',
  'what_needs_it',
];

/** All there are. */
export const everyAction: readonly Action[] = understood;

/** What is behind `more`, as the first part of the option's value. */
export type More = 'evidence' | 'approve' | 'freeze';

/** What a button carries: the retirement, of whose id nobody learns anything. The door knows which key it is of (References). */
export const stopValue = ({ retirementId }: Retirement): string => retirementId;

/** What an option behind `more` carries: `evidence.retirement-…` */
export const moreValue = (more: More, r: Retirement): string => `${more}.${stopValue(r)}`;

export const shows = ({ actions = understood }: Pick<Audience, 'actions'>, action: Action): boolean =>
  actions.includes(action);

/** What can be pressed on the card: everybody sees the same, and the door looks who may. */
export function choicesFor(r: Retirement, voice: Voice): { choices: Choice[]; more?: Menu } {
  const { choices: say } = voice.t;
  const { owner } = approvalsOf(r, voice);
  const asked = asksApproval(r, voice);
  const ownerAsked = asked && owner.needed && !owner.by;
  const choices: (Choice & { actionId: Action })[] = [
    stop(r, say.stop),
    { text: say.snooze, actionId: 'snooze', value: stopValue(r) },
    { text: say.notMine, actionId: 'not_mine', value: stopValue(r) },
    ...(ownerAsked ? [approve(r, voice)] : []),
  ];
  const options = [
    { text: say.allEvidence, value: moreValue('evidence', r) },
    // Only where somebody's word is asked for; the owner has a button for theirs.
    ...(asked && !ownerAsked ? [{ text: say.approve, value: moreValue('approve', r) }] : []),
    { text: say.freeze, value: moreValue('freeze', r) },
  ];
  return {
    choices: choices.filter(({ actionId }) => shows(voice, actionId)),
    ...(shows(voice, 'more') && { more: { actionId: 'more', options } }),
  };
}

/** What can be pressed below a line that asks something. */
export function askedOf(about: string, r: Retirement, voice: Voice): Choice[] {
  const { choices: say } = voice.t;
  if (about === 'approval') return [stop(r, say.stop), approve(r, voice)];
  if (!about.startsWith('question')) return [];
  // The number of the question: an old one's button says nothing of a later use.
  return [stop(r, say.counts), { text: say.dismiss, actionId: 'dismiss', value: `${stopValue(r)}.${r.questions}` }];
}

export const stop = (r: Retirement, text: string): Choice & { actionId: Action } => ({
  text,
  actionId: 'stop',
  value: stopValue(r),
});

const approve = (r: Retirement, { t }: Voice): Choice & { actionId: Action } => ({
  text: t.choices.approve,
  actionId: 'approve',
  value: stopValue(r),
});
