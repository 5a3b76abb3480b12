import * as z from 'zod/mini';
import type { Origin } from './slack-origin';

export interface SlackUser {
  id: string;
  name?: string;
}

/** A button of a message, pressed. */
export interface Pressed {
  kind: 'stop' | 'dismiss' | 'approve';
  retirementId: string;
  /** Only buttons of messages that were posted before buttons carried the retirement alone name the key. */
  keyId?: string;
  /** Which question is answered. */
  question?: number;
  user: SlackUser;
  from: Origin;
  channel: string;
  messageTs: string;
  responseUrl?: string;
}

/** A message in a thread, or in the direct messages with the app. */
export interface Reply {
  kind: 'reply';
  text: string;
  channel: string;
  /** Not there where it is in no thread. */
  threadTs?: string;
  /** In direct messages there is nobody else it could be for. */
  direct: boolean;
  user: SlackUser;
  from: Origin;
  /** The same for each time that Slack sends the event again. */
  eventId: string;
  ts: string;
}

/** What Slack's requests come down to. */
export type SlackRequest =
  | { kind: 'url_verification'; challenge: string }
  | Pressed
  | Reply
  | { kind: 'ignored'; why: string }
  | { kind: 'malformed'; why: string };

export const ignored = (why: string): SlackRequest => ({ kind: 'ignored', why });
export const malformed = (why: string): SlackRequest => ({ kind: 'malformed', why });
export const unreadable = (what: string, { issues: [first] }: z.core.$ZodError): SlackRequest =>
  malformed(`${what} lacks something: ${first?.path.join('.')}: ${first?.message}`);
export const shown = (text: string | undefined): string => JSON.stringify((text ?? '').slice(0, 60));

/** Ids as Slack makes them, and no longer than the ledger's keys may be. */
export const slackId = z.string().check(z.regex(/^[A-Z0-9]{1,40}$/));
export const timestamp = z.string().check(z.regex(/^\d{1,20}\.\d{1,20}$/));
export const eventId = z.string().check(z.regex(/^[A-Za-z0-9]{1,80}$/));

/** Slack's own voice is of no workspace, and asks for nothing. */
export const SLACKBOT = 'USLACKBOT';
