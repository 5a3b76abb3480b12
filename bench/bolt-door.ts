import { App, AwsLambdaReceiver } from '@slack/bolt';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** The least that one writes with Slack's own framework: one button, acknowledged. */
const receiver = new AwsLambdaReceiver({ signingSecret: 'a signing secret' });
const app = new App({ token: 'xoxb-a-token', receiver });
app.action('stop', async ({ ack }) => ack());

export const handler = async (event: APIGatewayProxyEventV2, context: Context): Promise<unknown> => {
  const answer = await receiver.start();
  return answer(event, context);
};
