import { setTimeout as sleep } from 'node:timers/promises';
import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { WebClientOptions } from '@slack/web-api';
import type * as z from 'zod';
import { Unavailable } from '../core/errors';
import type { SlackMethod } from '../core/slack-app';
import { slackPace } from './slack-pace';

export interface SlackOptions {
  /** The bot token (`xoxb-…`): asked for at the first call, and again when Slack no longer takes it. */
  token: () => Promise<string>;
  slackApiUrl?: string;
  fetch?: NonNullable<WebClientOptions['fetch']>;
  /** How often and how soon a call that had no answer is made again. */
  retry?: NonNullable<WebClientOptions['retryConfig']>;
  /** Waits so many milliseconds, where Slack limits the rate. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** In milliseconds: what the rate is counted by. */
  now?: () => number;
  /** Milliseconds from one message to the next, in each channel. */
  messageEvery?: number;
}

export type SlackCall = <T>(method: SlackMethod, args: Record<string, unknown>, answer: z.ZodType<T>) => Promise<T>;

/** Calls Slack with one client for the life of this Lambda. Errors say which call, and what to do; never the token. */
export function slackCaller(given: SlackOptions): SlackCall {
  const { wait = sleep, now = Date.now, messageEvery = A_SECOND, ...options } = given;
  const pace = slackPace({ now, wait, messageEvery });
  let client: Promise<WebClient> | undefined;
  const called = async (method: string, args: Record<string, unknown>, patience: number): Promise<unknown> => {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : '';
    const left = await pace.turn(method, channel, patience);
    client ??= connect(options).catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    const slack = await client;
    try {
      return await slack.apiCall(method, args);
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) {
        // It was not taken, so to send it again is not to send it twice.
        const pause = Math.max(1, error.retryAfter);
        pace.silence(method, channel, pause);
        if (pause * 1000 <= left) return called(method, args, left);
      }
      // The secret may have been replaced since it was read: the next call reads it again.
      if (error instanceof WebAPIPlatformError && stale.includes(error.data.error)) client = undefined;
      throw asOurs(method, error);
    }
  };
  return async (method, args, answer) => {
    const read = answer.safeParse(await called(method, args, PATIENCE));
    if (read.success) return read.data;
    throw new Error(
      `Slack's answer to ${method} lacks ${read.error.issues[0]?.path.join('.')}. Is this Slack's Web API?`,
    );
  };
}

async function connect({ token, slackApiUrl, fetch, retry }: SlackOptions): Promise<WebClient> {
  const secret = (await token()).trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new Error(
      'The Slack token is empty or holds what no token holds. Wanted: the bot token, xoxb-…. Put it into the secret.',
    );
  }
  return new WebClient(secret, {
    ...limits,
    logger: silent,
    ...(slackApiUrl && { slackApiUrl }),
    ...(fetch && { fetch }),
    ...(retry && { retryConfig: retry }),
  });
}

/** Slack's own word for why it refused a call; `undefined` where it was something else. */
export const whySlackRefused = (error: unknown): string | undefined =>
  error instanceof Error && error.cause instanceof WebAPIPlatformError ? error.cause.data.error : undefined;

/** What Slack takes in one channel (docs.slack.dev, rate limits); bursts are let through at times, and not promised. */
const A_SECOND = 1000;

/** Milliseconds that one call may wait where Slack limits the rate; after that it is for the next run of the step. */
const PATIENCE = 4000;

/** By default the client tries for half an hour, and waits without end: a Lambda has seconds (retry-policies.ts of Slack's SDK). */
const limits = {
  retryConfig: { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 1000 },
  rejectRateLimitedCalls: true,
  timeout: 5000,
} satisfies WebClientOptions;

/** The client writes to the console; what matters is in our errors. */
const silent: NonNullable<WebClientOptions['logger']> = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

const stale = ['invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'account_inactive'];

/** Errors of Slack's that pass by themselves. */
const passing = [
  ...['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
];

/** What to do about those that do not. */
const wayOut: Record<string, string> = {
  channel_not_found: 'Check the channel id in the configuration, and invite the app to a private channel.',
  not_in_channel: 'Invite the app to the channel.',
  is_archived: 'Name another channel in the configuration.',
  missing_scope: 'Add the scope to the app and install it again.',
  message_not_found: 'The message was deleted in Slack.',
  cant_update_message: 'The message is of another app: was the app replaced?',
  invalid_blocks: 'This is a mistake in Keysunset: please report it.',
  ...Object.fromEntries(stale.map((error) => [error, 'Put a valid bot token into the secret.'])),
};

function asOurs(method: string, error: unknown): Error {
  if (error instanceof WebAPIPlatformError) return refusal(method, error);
  if (error instanceof WebAPIRateLimitedError) {
    return new Unavailable(`Slack limits the rate of ${method}: it takes the next call in ${error.retryAfter} s.`);
  }
  if (error instanceof WebAPIHTTPError) {
    const what = `Slack answered ${method} with HTTP ${error.statusCode}`;
    return error.statusCode >= 500 ? new Unavailable(`${what}.`) : new Error(`${what}. Is this Slack's Web API?`);
  }
  // No answer, or one that says neither yes nor when to ask again.
  const reason = error instanceof WebAPIRequestError ? error.original.message : 'no usable answer';
  return new Unavailable(`Slack could not be reached for ${method}: ${reason}`);
}

function refusal(method: string, cause: WebAPIPlatformError): Error {
  const { error, response_metadata } = cause.data;
  // An answer that is not Slack's JSON stands here as it came, such as the page of a proxy.
  if (!/^[a-z0-9_]+$/.test(error)) return new Unavailable(`Slack gave no usable answer to ${method}.`);
  if (passing.includes(error)) return new Unavailable(`Slack answered ${method} with ${error}.`, { cause });
  const details = response_metadata?.messages?.join('; ');
  const text = [`Slack refused ${method}: ${error}${details ? ` (${details})` : ''}.`, wayOut[error]];
  return new Error(text.filter(Boolean).join(' '), { cause });
}
