import * as z from 'zod';
import { bodyOf, keyOf, reply } from './operator-request';
import type { OperatorEvent, OperatorReply } from './operator-request';
import type { AnswerRequest, AnswerTaken } from './take-answer';

export interface AnswersPorts {
  takeAnswer: (request: AnswerRequest) => Promise<AnswerTaken>;
}

const because = z.object({
  because: z.string('wanted is why').trim().min(1, 'wanted is why').max(1000, 'wanted are 1000 characters at most'),
});

const statuses = { recorded: 200, refused: 409, 'not found': 404 } as const;

/** What operators answer where Keysunset asks: a use that does not count, a deletion that may be, a batch that may go on. */
export async function answered(
  kind: 'dismiss' | 'approve' | 'release',
  event: OperatorEvent,
  actor: string,
  { takeAnswer }: AnswersPorts,
): Promise<OperatorReply> {
  const keyId = keyOf(event);
  const answer = kind === 'approve' ? { kind } : { kind, ...bodyOf(event, because) };
  const taken = await takeAnswer({ keyId, actor, answer });
  const statusCode = statuses[taken.answer];
  return reply(statusCode, statusCode === 200 ? taken : { ...taken, error: taken.text });
}
