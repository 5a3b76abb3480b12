/** Another writer was quicker: read the chain again and decide again. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
  constructor(keyId: string, seq: number) {
    super(`Entry ${seq} of ${keyId} was written by somebody else. Read the chain again and decide again.`);
  }
}

/** AWS or Slack throttles or is down. The state machine retries on this name; a bug is not retried. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A row of the ledger that is not as Keysunset writes it. Trying again does not help: look at the row. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A request that is turned down: says what was given, what is wanted, what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
