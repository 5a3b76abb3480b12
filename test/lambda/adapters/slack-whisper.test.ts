import { slackWhisperer } from '../../../lambda/adapters/slack-whisper';
import { timeLimit } from '../../../lambda/adapters/time-limit';
import { Unavailable } from '../../../lambda/core/errors';

const presser = { responseUrl: 'https://hooks.slack.com/actions/T1/2/x', channel: 'D1', user: 'U1' };

function answering(answer: Response | Error) {
  const sent: { url: string; init: RequestInit }[] = [];
  const post: typeof fetch = async (url, init = {}) => {
    sent.push({ url: url as string, init });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { whisperer: slackWhisperer({ post }), sent };
}

test('what is whispered goes to the response URL, for one person alone, and leaves the message as it is', async () => {
  const { whisperer, sent } = answering(new Response('ok'));
  await timeLimit.within(1000, () => whisperer.whisper(presser, 'Press again. もう一度'));
  expect(sent[0]?.url).toBe(presser.responseUrl);
  expect(JSON.parse(sent[0]?.init.body as string)).toEqual({
    response_type: 'ephemeral',
    replace_original: false,
    text: 'Press again. もう一度',
  });
  expect(sent[0]?.init).toMatchObject({
    method: 'POST',
    redirect: 'error',
    signal: expect.any(AbortSignal) as unknown,
  });
});

test('GovSlack has response URLs of its own', async () => {
  const { whisperer, sent } = answering(new Response('ok'));
  await whisperer.whisper({ ...presser, responseUrl: 'https://hooks.slack-gov.com/x' }, 'x');
  expect(sent).toHaveLength(1);
});

test.each([
  'http://hooks.slack.com/x',
  'https://hooks.slack.com.example/x',
  'https://hooks.slack.com@example.com/x',
  'https://169.254.169.254/latest',
  '',
])('nothing is sent to %j', async (responseUrl) => {
  const { whisperer, sent } = answering(new Response('ok'));
  await expect(whisperer.whisper({ ...presser, responseUrl }, 'x')).rejects.toThrow('Wanted: https://hooks.slack.com/');
  expect(sent).toEqual([]);
});

test('what Slack does not take is not taken for said', async () => {
  await expect(
    answering(new Response('expired_url', { status: 404 })).whisperer.whisper(presser, 'x'),
  ).rejects.toBeInstanceOf(Unavailable);
  await expect(answering(new TypeError('fetch failed')).whisperer.whisper(presser, 'x')).rejects.toThrow(
    'fetch failed',
  );
});
