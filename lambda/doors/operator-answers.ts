import * as z from 'zod';
import { bodyOf, keyOf, reply } from './operator-request';
import type { OperatorEvent, OperatorReply } from './operator-request';
import type { Answer } from '../core/answers';
import { inEnglish } from '../core/notices/told';
import type { AnswerRequest, AnswerTaken } from './take-answer';

export interface AnswersPorts {
  takeAnswer: (request: AnswerRequest) => Promise<AnswerTaken>;
}

const because = z.object({
  because: z.string('wanted is why').trim().min(1, 'wanted is why').max(1000, 'wanted are 1000 characters at most'),
});

const later = because.extend({
  until: z.iso.date('wanted is a day, as in 2026-03-16'),
});

const owner = z
  .object({
    to: z
      .string('wanted is whose it is')
      .regex(/^([UW][A-Z0-9]{1,40}|nobody)$/, 'wanted is the id of a Slack user, U…, or nobody'),
  })
  .extend(because.shape);

/** What the command line is answered, to an answer and to a stop. */
export interface Answered {
  answer: string;
  text: string;
}

/** What needs a key is told in Slack, where it is asked. */
type Asked = Exclude<Answer['kind'], 'need'>;

const statuses = { recorded: 200, refused: 409, 'not found': 404 } as const;

/** What operators answer where Keysunset asks, or unasked: a use that does not count, a deletion that may be, a batch that may go on, not now. */
export async function answered(
  kind: Asked,
  event: OperatorEvent,
  actor: string,
  { takeAnswer }: AnswersPorts,
): Promise<OperatorReply> {
  const keyId = keyOf(event);
  const { answer, said } = await takeAnswer({ keyId, actor, answer: answerIn(kind, event) });
  const text = inEnglish(said);
  const statusCode = statuses[answer];
  return reply(statusCode, { answer, text, ...(statusCode !== 200 && { error: text }) });
}

function answerIn(kind: Asked, event: OperatorEvent): Answer {
  switch (kind) {
    case 'approve':
      return { kind };
    case 'snooze':
      return { kind, ...bodyOf(event, later) };
    case 'not mine': {
      const { to, because: note } = bodyOf(event, owner);
      return { kind, note, ...(to !== 'nobody' && { slackUserId: to }) };
    }
    case 'dismiss':
    case 'release':
      return { kind, ...bodyOf(event, because) };
    default:
      return kind satisfies never;
  }
}
