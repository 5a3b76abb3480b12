import * as z from 'zod/mini';
import type { Whose } from '../core/notices/forms';
import type { Language } from '../core/notices/language';
import type { FormName } from '../core/ports';
import type { Day } from '../core/snooze';
import type { Origin } from './slack-origin';

export interface SlackUser {
  id: string;
  name?: string;
}

/** A button of a message, pressed. */
export type Pressed = Press & Meant;

/** What a button means. */
export type Meant =
  | { kind: 'stop' }
  | { kind: 'approve' }
  /** What needs the key, typed on its card. */
  | { kind: 'need'; words: string }
  /** `question`: which one is answered. */
  | { kind: 'dismiss'; question?: number }
  /** A modal is to be opened. */
  | { kind: 'open'; form: FormName; triggerId: string };

export interface Press {
  retirementId: string;
  /** Only buttons of messages that were posted before buttons carried the retirement alone name the key. */
  keyId?: string;
  user: SlackUser;
  from: Origin;
  /** Neither is there in a Home tab. */
  channel?: string;
  responseUrl?: string;
}

/** A modal, filled in and sent. */
export type Submitted = Submission & FilledIn;

export type FilledIn =
  | { kind: 'snooze'; until: Day; because: string }
  /** Somebody else's, or nobody's; `who` may be missing where it is somebody else's. */
  | { kind: 'not mine'; whose: Whose; who?: string; note?: string }
  | { kind: 'freeze'; because: string };

export interface Submission {
  retirementId: string;
  /** Where it was opened. */
  channel: string;
  /** What its reader reads. */
  language: Language;
  user: SlackUser;
  from: Origin;
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

/** Somebody looks at their Home tab. */
export interface HomeOpened {
  kind: 'home opened';
  user: SlackUser;
  from: Origin;
  eventId: string;
}

/** What somebody typed after the slash command. */
export type Ask =
  | { what: 'status' }
  | { what: 'show'; keyId: string }
  | { what: 'stop'; keyId: string; words?: string }
  /** `again`: although it is to be left alone. */
  | { what: 'enqueue'; keyId: string; again?: true; reason: string }
  | { what: 'freeze' | 'thaw'; reason?: string }
  /** Help, or what could not be understood: what was missing, where that can be told. */
  | { what: 'usage'; lacks?: 'key' | 'reason' | 'brevity' | 'option' };

/** A slash command. Slack sends it once. */
export interface Command {
  kind: 'command';
  /** As the app calls it: `/keysunset`. */
  name: string;
  ask: Ask;
  user: SlackUser;
  from: Origin;
  channel: string;
  responseUrl?: string;
}

/** What Slack's requests come down to. */
export type SlackRequest =
  | { kind: 'url_verification'; challenge: string }
  | Pressed
  | Reply
  | Command
  | HomeOpened
  | { kind: 'form'; form: Submitted }
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
