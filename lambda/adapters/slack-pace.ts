import { Unavailable } from '../core/errors';

export interface PaceOptions {
  /** In milliseconds, of any clock. */
  now: () => number;
  /** Waits so many milliseconds. */
  wait: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds from one message of this process to the next, in each channel. */
  messageEvery: number;
}

/** Keeps a process to what Slack takes: a message a second in each channel, and no call before the time that Slack has named. */
export function slackPace({ now, wait, messageEvery }: PaceOptions) {
  /** When the next message may be sent there. */
  const turns = new Map<string, number>();
  /** Until when Slack takes nothing. */
  const silences = new Map<string, number>();

  return {
    /** Waits until such a call may be made; where that takes longer than `patience`, in milliseconds, it is not made. Answers the patience left. */
    async turn(method: string, channel: string, patience: number): Promise<number> {
      const line = `${method} ${channel}`;
      const began = now();
      const at = Math.max(began, silences.get(line) ?? 0, turns.get(line) ?? 0);
      const pause = at - began;
      if (pause > patience) {
        throw new Unavailable(`Slack takes the next ${method} there in ${Math.ceil(pause / 1000)} s: it was not sent.`);
      }
      // Taken before the wait, so that of two who wait each has a second of their own.
      if (method === 'chat.postMessage') turns.set(line, at + messageEvery);
      if (pause > 0) await wait(pause);
      return patience - pause;
    },

    /** Slack has said when it takes such a call again, in seconds. */
    silence(method: string, channel: string, seconds: number): void {
      silences.set(`${method} ${channel}`, now() + seconds * 1000);
    },
  };
}
