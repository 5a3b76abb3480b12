import type { Language } from './notices/language';
import type { Ritual } from './ritual';
import type { Duration } from './time';

/** When outages may begin and keys may be deleted: people are there to scream. A restore never waits for hours. */
export interface Calendar {
  /** IANA name, `Asia/Tokyo`. A "day" of a limit is a day here. */
  timeZone: string;
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  weekdays: readonly number[];
  /** `10:00`: the first minute of the working hours. */
  from: string;
  /** `17:00`: the first minute after them. */
  to: string;
  /** Dates, `2026-03-20`. */
  holidays: readonly string[];
  /** Dates, both inclusive. */
  freezes: readonly { from: string; to: string; reason: string }[];
}

/** When the watchdog freezes by itself. */
export interface Breaker {
  screams: number;
  within: Duration;
}

/**
 * The highest limit of outages a day. They are a set in one row of the ledger, which holds 400 KB: 3,000 of the longest names,
 * a retirementId of 80 characters, a number and an attempt id, are 370 KB.
 */
export const MOST_OUTAGES_A_DAY = 3000;

/** One person who operates Keysunset, by both ways in. */
export interface Operator {
  slackUserId: string;
  /** As the last part of the ARN that they sign with. */
  name: string;
}

/** Everything that an installation decides for itself. Checked by the schema in lambda/config.ts. */
export interface Config {
  accounts: readonly { id: string; name: string }[];
  calendar: Calendar;
  /** By name; the first is the default. */
  rituals: readonly Ritual[];
  limits: {
    outagesPerAccountAndDay: number;
    /** Of the keys that one person or channel answers for; as many as the other limits allow where it is left out. */
    outagesPerOwnerAndDay?: number;
    /** In all accounts together; as many as the other limits allow where it is left out. */
    outagesPerDay?: number;
    /** So many screams in outages and soaks within this time freeze everything; off where it is left out. */
    breaker?: Breaker;
    /** A younger key is refused. */
    minimumAgeDays: number;
  };
  neverTouch: {
    /** User names; `*` stands for any characters. Each with the reason shown when it is refused. */
    users: readonly { name: string; because: string }[];
    keys: readonly { id: string; because: string }[];
    /** A user with this tag is protected, whatever its value (other than `false`). */
    tag: string;
  };
  /** Who may answer and approve as operator in Slack; at the operator door everybody does who may call it. */
  operators?: readonly Operator[];
  slack: {
    /** `T…`: requests of other workspaces are turned down. */
    workspace: string;
    /** `E…`, on Enterprise Grid: people of all workspaces of this organisation may act; requests of another are turned down. */
    enterprise?: string;
    /** `C…`: told where no owner can be found. */
    fallbackChannel: { id: string; name: string };
    /** Tags of the IAM user that name the owner's e-mail address, the first that is there. */
    ownerTags: readonly string[];
    /** Tags that name a team channel (`C…` or `#name`), told where the owner has left. */
    channelTags: readonly string[];
    /** From so many first notices to one owner on one day on, they go into the thread of one message: 4 where it is left out. */
    digestFrom?: number;
    /** Of what is said in channels, and to people whose own is not known: English where it is left out. */
    language?: Language;
  };
  members: {
    /** Names of the four roles in each member account. */
    roles: { inspect: string; deactivate: string; restore: string; delete: string };
    externalId: string;
    /** Where the member accounts' IAM is: `aws`, `aws-cn`, `aws-us-gov`. */
    partition: string;
    /** The managed policy, by its name, that bounds the four roles; each member account has to have it. */
    permissionsBoundary?: string;
  };
  /** A key that somebody needed is left alone for so many days: 180 where it is left out, 0: for none. */
  restDays?: number;
  /** Days between two reminders during a long outage. */
  remindEveryDays: number;
}
