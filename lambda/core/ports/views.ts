import type { View } from '../notices/views';

/** What Slack shows to one person: modals, and their Home tab. Throws Unavailable. */
export interface Views {
  /** Opens a modal for whoever pressed something. Their trigger is good for 3 seconds: after that it is `too late`. */
  open(triggerId: string, modal: View): Promise<'opened' | 'too late'>;
  /** Puts a Home tab in the place of what was there. */
  publish(slackUserId: string, home: View): Promise<void>;
}

/** One who pressed something that opens a modal. */
export interface Opener {
  slackUserId: string;
  /** Where they pressed it: what a channel answers for, whoever is in it answers for. */
  channel: string;
  triggerId: string;
  /** Where they are told that it could not be opened. */
  responseUrl?: string;
}

export type FormName = 'snooze' | 'not mine' | 'evidence' | 'freeze';

/** What one person is to be shown. */
export interface ViewInput {
  show: FormName;
  key: string;
  retirementId: string;
  to: Opener;
}

/** What one person asked to see, for which Slack needs no trigger: their Home tab, or the answer to a command. */
export type Glance =
  | { show: 'home'; to: { slackUserId: string } }
  | { show: 'status'; to: Asker }
  | { show: 'key'; key: string; to: Asker };

/** One who typed a command. */
export interface Asker {
  slackUserId: string;
  channel: string;
  responseUrl: string;
  /** The command that stops a key, without the key: `/keysunset stop`. */
  stop: string;
}
