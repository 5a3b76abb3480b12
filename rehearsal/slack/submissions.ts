import * as z from 'zod';
import type { DoorResponse } from '../../lambda/doors/slack';
import type { SlackModel } from './model';
import { SlackRefusal } from './refusal';
import type { SlackView } from './views';

/** What came of submitting a modal: what to correct, by block; or why it could not be taken. Neither where it was taken. */
export interface Submitted {
  errors?: Record<string, string>;
  problem?: string;
}

const answered = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** Does to the screen what the app answered: an empty answer closes the modal. */
export function afterSubmission({ views }: SlackModel, view: SlackView, { status, body }: DoorResponse): Submitted {
  if (status !== 200) return { problem: `We had some trouble connecting. The app answered ${status}.` };
  if (body.trim() === '') {
    views.close(view.user);
    return {};
  }
  const read = answered.safeParse(jsonIn(body));
  if (!read.success) return { problem: 'The app answered what Slack does not know.' };
  try {
    return carryOut(views, view, read.data);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { problem: `Slack does not take the app’s answer: ${[error.message, ...error.details].join(', ')}.` };
  }
}

function carryOut(
  views: SlackModel['views'],
  { id, user, given }: SlackView,
  answer: z.infer<typeof answered>,
): Submitted {
  switch (answer.response_action) {
    case 'errors':
      return errorsOn(given['blocks'] as Record<string, unknown>[], answer.errors);
    case 'update':
      views.update({ id }, answer.view);
      return {};
    case 'push':
      views.push(user, answer.view);
      return {};
    case 'clear':
      views.close(user, 'all');
      return {};
    default:
      return answer satisfies never;
  }
}

/** Slack shows an error below an input, and nowhere else. */
function errorsOn(blocks: readonly Record<string, unknown>[], errors: Record<string, string>): Submitted {
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const lost = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  return lost.length > 0
    ? { problem: `The app answered an error for ${lost.join(', ')}, which is no input.` }
    : { errors };
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
