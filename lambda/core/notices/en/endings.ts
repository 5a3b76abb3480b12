/** Why a retirement ends, and what that means for the key. Who and what comes from outside is harmless text already. */
export const endings = {
  madeItEnd: (what: string, at: string) => `That is because at ${at} ${what}.`,
  activeAgain: (at: string, after: string, what: string) => `*Active again since ${at}*, ${after} after ${what}.`,
  wasOff: (length: string) => ` It was off for ${length}.`,
  wasOn: (what: string, at: string) => `At ${at} ${what}. The key was on, and stays on.`,
  staysOn: 'It stays on.',
  hasEnded: 'It stays on: this retirement has ended.',
  leftAlone: (until: string) => `Nobody will be asked about it again before ${until}.`,
  causes: {
    button: (who: string) => `${who} pressed Stop`,
    reply: (who: string, words: string) => `${who} replied “${words}”`,
    command: (who: string) => `${who} asked for it with the stop command`,
    operator: (who: string) => `${who} stopped this as operator`,
    protected: 'it was protected',
    use: 'its use was seen',
    reactivated: 'somebody switched it back on',
    heldUp: (because: string) => `it was held up (${because})`,
    failure: 'Keysunset failed',
  },
  wasUsed: (at: string, after: string) =>
    `It was used on *${at}*, ${after} after it came back on, so it stays on. You need not do anything.`,
  wasUsedBefore: (at: string) => `It was used on *${at}*, so it stays on. You need not do anything.`,
  checkRuns: (from: string, to: string) => `The key was off from ${from} to ${to}: a job that ran then has failed.`,
  checkOneRun: (from: string, to: string, time: string, day: string) =>
    `*Please check one run*\nThe key was off from ${from} to ${to}. A job that runs at ${time} will have failed on *${day}*. ` +
    '_A guess from the hour of the use._',
  wasReactivated: (who: string, at: string) =>
    `${who} switched it back on at *${at}*. Keysunset does not fight: it stays on.`,
  someoneReactivated:
    'Somebody switched it back on; CloudTrail has not told who. Keysunset does not fight: it stays on.',
  wasHeldUp: (because: string) => `It was held up: ${because}. In doubt the key is on, and it stays on.`,
  hasFailed:
    'Something went wrong on our side. The key was switched back on first, and that was checked. The operators are told.',
  wasDeleted: (at: string, off: string) => `Deleted on *${at}*, after ${off} off without a scream. The IAM user stays.`,
  isGone: 'It was deleted, and not by Keysunset.',
  isLeft: 'It was switched off, and not by Keysunset: it is left as it was found, off.',
  changedBy: (who: string, at: string, from: string, agent: string) =>
    `That was ${who}, at ${at} from ${from} with ${agent}.`,
  changedByWhom: 'CloudTrail has not told by whom.',
  ifItFailsAfterAll: 'If something fails after all: the way back is a role or a new key, not this one.',
  /** Reasons as the ledger has them, where another language says them otherwise. */
  reasons: {} as Readonly<Record<string, string>>,
};
