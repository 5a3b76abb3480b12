import type { Reading } from './reading';

/** Whose the bot token is, and what it may. */
export interface Identity {
  /** `T…`; of an installation in a whole organisation the one that it began in. */
  workspace: string;
  /** `E…` */
  organisation?: string;
  workspaceName: string;
  scopes: readonly string[];
}

/** What Slack refused, in its own word. */
export interface RefusedBySlack {
  refused: string;
}

/** What Slack tells of the app's own setting up. */
export interface SlackSetup {
  identity(): Promise<Reading<Identity | RefusedBySlack>>;
  /** Whether the app is in a channel (`C…`); no message of it is read. */
  membership(channel: string): Promise<Reading<'in it' | RefusedBySlack>>;
}

/** What came back from one path of the door. */
export interface Probed {
  path: string;
  is: Reading<'answers' | { status: number; body: string }>;
}

/** Asks the door as Slack does. */
export interface DoorProbe {
  /** `wrong form`: no signing secret of Slack's looks like that. */
  signingSecret(): Promise<Reading<'good' | 'wrong form'>>;
  probe(): Promise<Probed[]>;
}

/** One thing that was looked at. */
export interface Finding {
  what: string;
  /** `not read`: it could not be looked at now. `not told`: Slack does not tell that to any app. */
  is: 'good' | 'missing' | 'not read' | 'not told';
  text: string;
  /** What to do. */
  todo?: string;
}

/** A channel that a retirement under way has to do with. */
export interface ChannelNamed {
  id: string;
  name: string;
}

/** Looks whether all is there that Slack needs. */
export interface SlackDoctor {
  examine(channels: readonly ChannelNamed[]): Promise<Finding[]>;
}
