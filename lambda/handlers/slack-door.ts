import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { clock, config, ids, ledgerPorts, signingSecret, stepInvoker, waker } from '../composition';
import { requestStop } from '../doors/request-stop';
import { slackDoor } from '../doors/slack';
import { takeAnswer } from '../doors/take-answer';

const { ledger, holds, threads } = ledgerPorts();
const steps = stepInvoker();
const settings = config();
const answering = { ledger, holds, waker: waker(), steps, clock, ids };
const door = slackDoor({
  clock,
  config: settings,
  signingSecret: signingSecret(),
  threads,
  steps,
  requestStop: requestStop(answering),
  takeAnswer: takeAnswer({ ...answering, config: settings }),
});

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const rawBody = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  const { status, headers, body } = await door({ headers: event.headers, rawBody });
  return { statusCode: status, headers, body };
};
