import type { Reading } from './reading';

/** A message as Slack takes it: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks: readonly Record<string, unknown>[];
}

export interface Person {
  slackUserId: string;
  name: string;
  timeZone: string;
  locale: string;
}

export interface Messenger {
  /** `thread`: the ts of the message to answer. Throws Unavailable. */
  post(channel: string, message: Message, thread?: string): Promise<{ channel: string; ts: string }>;
  update(channel: string, ts: string, message: Message): Promise<void>;
  /** The person's direct messages: a channel id. */
  openDirect(slackUserId: string): Promise<string>;
  /** `nobody`: no such person, a bot, or one who has left. */
  personByEmail(email: string): Promise<Reading<Person | 'nobody'>>;
  person(slackUserId: string): Promise<Reading<Person | 'nobody'>>;
}

/** One who pressed something, and where Slack takes what only they are to see. */
export interface Presser {
  responseUrl: string;
  channel: string;
  user: string;
}

/** Says something to one person alone, right after they pressed something. It needs no token. */
export interface Whisperer {
  whisper(to: Presser, text: string, blocks?: Message['blocks']): Promise<void>;
}
