/**
 * Slack waits for 3 seconds. What the parts of an answer may take of them, in milliseconds: together 2.4 s whatever is slow
 * behind the door; the rest is for the way from Slack and back, and for a sandbox that has to start first.
 */
export const shares = {
  /** Until what somebody did is in the ledger. After that it is "not recorded". */
  record: 1300,
  /** Until the execution is woken. Then there is another way. */
  wake: 400,
  /** Until the other way is taken: a step is set going. */
  setGoing: 400,
  /** Until it is told what came of it. */
  tell: 300,
} as const;

/** All of it. */
export const ANSWER = 2400;
