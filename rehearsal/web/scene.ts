import type { Instant } from '../../lambda/core/time';

// What the page is told, as JSON. Nothing in it is the page's own: it comes from the ledger, the clock and the Slack model.

/** Where time stands. */
export interface ClockScene {
  now: Instant;
  timeZone: string;
  playing: boolean;
  /** Virtual seconds in a second. */
  pace: number;
  /** What Keysunset does next, if nobody screams. */
  next?: { at: Instant; words: string };
  /** Everything has ended. */
  over: boolean;
  /** Since the beginning, from 1; and how many it takes as things stand. */
  day: number;
  days: number;
  wallMs: number;
  /** Why everything is frozen. */
  frozen?: string;
}

export type Paint = 'notice' | 'outage' | 'soak';
export type End = 'kept' | 'deleted' | 'failed' | 'gone' | 'left';

/** A piece of a key's bar. */
export interface Span {
  paint: Paint;
  from: Instant;
  to: Instant;
  planned: boolean;
}

export interface RowScene {
  keyId: string;
  userName: string;
  status: { kind: 'enqueued' | Paint | 'ending' | End | 'refused'; words: string };
  spans: readonly Span[];
  /** How it ended, or is to end. */
  end?: { kind: End; at: Instant; words: string; planned: boolean };
  /** The bar in a sentence. */
  sentence: string;
}

export interface BoardScene {
  timeZone: string;
  from: Instant;
  to: Instant;
  ticks: readonly Instant[];
  /** Days on which no outage begins. */
  closed: readonly { from: Instant; to: Instant }[];
  days: readonly { from: Instant; to: Instant; off: number; planned: boolean }[];
  groups: readonly { account: { id: string; name: string }; words: string; rows: readonly RowScene[] }[];
}

export interface TilesScene {
  darkNow: { keys: number; words: string };
  dueToday: { keys: number; words: string };
  screams: { keys: number; words: string };
  /** Seconds from a stop to the key being on. */
  stopToActive: { seconds: readonly number[]; median?: number; high?: number };
}

export interface LineScene {
  keyId: string;
  seq: number;
  at: Instant;
  userName: string;
  type: string;
  words: string;
  /** The first digits of its hash, and of that of the entry before. */
  hash: string;
  previousHash: string;
}

/** The lines from number `from` on are new. */
export interface LedgerScene {
  entries: number;
  /** What is wrong with it, where it is not as it was written. */
  broken?: string;
  from: number;
  lines: readonly LineScene[];
}

export interface PostScene {
  channel: string;
  ts: string;
  author: { name: string; app: boolean };
  text: string;
  blocks: readonly Record<string, unknown>[];
  at: Instant;
  editedAt?: Instant;
  /** Only the reader sees it. */
  whispered: boolean;
  /** The key that it is about. */
  keyId?: string;
  userName?: string;
  replies: readonly PostScene[];
}

export interface ViewScene {
  id: string;
  title: string;
  submit?: string;
  close: string;
  blocks: readonly Record<string, unknown>[];
}

/** What somebody has to do with keys. */
export type Role = 'owner' | 'operator' | 'stranger';

export interface SlackScene {
  reader: { id: string; name: string; timeZone: string; locale: string };
  /** Where the reader is: their direct messages with the app, or a channel. */
  place: { id: string; name: string; direct: boolean };
  people: readonly { id: string; name: string; role: Role; cards: number }[];
  places: readonly { id: string; name: string; direct: boolean; cards: number }[];
  posts: readonly PostScene[];
  modal?: ViewScene;
  home?: ViewScene;
}

/** Each part is sent when it is another one than before. */
export interface Scene {
  clock: ClockScene;
  board: BoardScene;
  tiles: TilesScene;
  ledger: LedgerScene;
  slack: SlackScene;
}
