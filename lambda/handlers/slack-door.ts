import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { en } from 'zod/locales';
import { config as words } from 'zod/mini';
import { slackWhisperer } from '../adapters/slack-whisper';
import { impatient, timeLimit } from '../adapters/time-limit';
import { changeControl } from '../change-control';
import { clock, ids, ledgerPorts, logging, settingsOfSlack, signingSecret, stepInvoker, waker } from '../composition';
import { requestStop } from '../doors/request-stop';
import { slackDoor } from '../doors/slack';
import { rawBodyOf } from '../doors/slack-http';
import { takeAnswer } from '../doors/take-answer';

// The small zod, which this door is started with, has no words for what is wrong.
words(en());

const manner = impatient();
const { ledger, holds, threads, places, references, events, control } = ledgerPorts(manner);
const steps = stepInvoker(manner);
const config = settingsOfSlack();
const answering = { ledger, holds, waker: waker(manner), steps, clock, ids, config, timeLimit };
const door = slackDoor({
  ...{ clock, config, threads, places, references, events, steps, timeLimit, whisperer: slackWhisperer() },
  signingSecret: signingSecret(manner),
  requestStop: requestStop(answering),
  takeAnswer: takeAnswer(answering),
  changeControl: changeControl({ control, clock, ids }),
});

export const handler = logging(
  'slack-door',
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { status, headers, body } = await door({ headers: event.headers, rawBody: rawBodyOf(event) });
    return { statusCode: status, headers, body };
  },
);
