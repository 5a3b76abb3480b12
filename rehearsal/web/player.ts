import { after } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { Run, VirtualClock } from '../clock';

export interface PlayerOptions {
  clock: VirtualClock;
  /** How much has happened so far that is worth stopping for; or how many stages have begun. */
  happened: (what: 'event' | 'stage') => number;
  /** Nothing more will happen. */
  over: () => boolean;
  /** Whenever time begins to run, or ends. */
  onChange: () => void;
}

/** How far time leaps: to the next thing that happens, to the next stage of any key, or a day. */
export type Leap = 'event' | 'stage' | 'day';

/** Lets time run as somebody wants it, who changes their mind. */
export interface Player {
  /** Until `close`; what a timer throws ends it. */
  run(): Promise<void>;
  /** So many virtual seconds in a second. */
  play(pace: number): void;
  pause(): void;
  /** At once, so far. */
  leap(to: Leap): Promise<void>;
  /** Does something now, while time stands still; if it was paused, so much of it runs that one sees what comes of it. */
  act<T>(label: string, fn: () => Promise<T>): Promise<T>;
  /** Time stands still, and what somebody did was followed to its end. */
  rest(): Promise<void>;
  /** `pace` is the last that was wanted. */
  state(): { playing: boolean; pace: number; wallMs: number };
  /** Ends the run, and waits until what is under way in it has come back. */
  close(): Promise<void>;
}

/** Virtual seconds in which a stop gives the key back, and the card tells it. */
const FOLLOW = 10;
/** What happens within a virtual minute is one thing: seven keys that go off. */
const TOGETHER = 60;
const DAY = 86_400;
/** Virtual seconds. A ritual waits for no longer than this: two months. */
const FAR = 61 * DAY;

/** A newcomer sees an hour in a second. */
const AT_FIRST = 3600;

export function player({ clock, happened, over, onChange }: PlayerOptions): Player {
  const wanted = { playing: false, pace: AT_FIRST, closed: false };
  /** Who waits for time to leap. */
  const waiting: { to: Leap; landed: () => void }[] = [];
  /** Who waits until time stands still. */
  const resting: (() => void)[] = [];
  /** Until when what somebody did is followed. */
  let follow: Instant | undefined;
  let running: AbortController | undefined;
  let wake = (): void => undefined;
  let wallMs = 0;
  let ended: Promise<void> = Promise.resolve();

  const reconsider = (): void => {
    running?.abort();
    wake();
    onChange();
  };

  const letRun = async (run: Run): Promise<void> => {
    running = new AbortController();
    const began = performance.now();
    try {
      await clock.run({ ...run, signal: running.signal });
    } finally {
      wallMs += performance.now() - began;
      running = undefined;
    }
  };

  const leap = async (to: Leap): Promise<void> => {
    if (to === 'day') return letRun({ until: after(clock.now(), DAY) });
    if (over()) return;
    const before = happened(to);
    await letRun({ until: after(clock.now(), FAR), done: () => happened(to) > before || over() });
    if (happened(to) > before || over()) await letRun({ until: after(clock.now(), TOGETHER) });
  };

  const once = async (): Promise<void> => {
    const [next] = waiting;
    if (next) {
      await leap(next.to);
      waiting.shift();
      next.landed();
    } else if (follow !== undefined) {
      const until = follow;
      await letRun({ until });
      if (follow === until) follow = undefined;
    } else if (wanted.playing && !over()) {
      await letRun({ pace: wanted.pace, done: over });
      // The last endings are still to be told.
      if (over()) follow = after(clock.now(), TOGETHER);
    } else {
      wanted.playing = false;
      onChange();
      resting.splice(0).forEach((rested) => rested());
      await new Promise<void>((resolve) => (wake = resolve));
    }
    onChange();
  };

  const untilClosed = async (): Promise<void> => {
    while (!wanted.closed) await once();
    waiting.forEach(({ landed }) => landed());
    resting.forEach((rested) => rested());
  };

  return {
    run() {
      const loop = untilClosed();
      // Its failure is for whoever let it run.
      ended = loop.catch(() => undefined);
      return loop;
    },
    play(pace) {
      Object.assign(wanted, { playing: true, pace });
      reconsider();
    },
    pause() {
      wanted.playing = false;
      reconsider();
    },
    leap: (to) =>
      new Promise((landed) => {
        waiting.push({ to, landed });
        // A leap that is under way comes to its end first.
        if (waiting.length === 1) reconsider();
      }),
    act: (label, fn) =>
      new Promise((resolve, reject) => {
        // Its failure is its caller's, and does not end the run.
        clock.at(clock.now(), label, () => fn().then(resolve, reject));
        if (wanted.playing) return;
        follow = after(clock.now(), FOLLOW);
        wake();
      }),
    rest: () =>
      new Promise((rested) => {
        resting.push(rested);
        wake();
      }),
    state: () => ({ playing: wanted.playing, pace: wanted.pace, wallMs: Math.round(wallMs) }),
    close() {
      wanted.closed = true;
      reconsider();
      return ended;
    },
  };
}
