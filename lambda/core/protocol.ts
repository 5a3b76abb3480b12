/** The bounds that the protocol rests on, in seconds. Why each is what it is: docs/architecture.md, "The protocol". */

/**
 * D: how long after the last intent a late call may still land. 60 s to send it, 5 minutes of signature life,
 * 5 minutes of clock error between AWS and us, and room.
 */
export const FENCE = 15 * 60;

/** How long after its announcement an entry may still land: as a late call does, with ten minutes for the clocks of two functions. */
export const ANNOUNCED_FOR = FENCE + 10 * 60;

/** How long after a promise its call may be sent. */
export const SEND_WITHIN = 60;

/** How old a gate's "go" may be when the key is touched. */
export const GATE_VALID_FOR = 10 * 60;

/** Two reads must find a key absent, this far apart, before it counts as gone. */
export const ABSENCE_APART = 60;

/** "Last used" lags by up to 4 hours, so a soak or a last outage under 5 hours proves nothing. */
export const SHORTEST_WATCH = 5 * 60 * 60;

/** An execution ends after a year, and no Catch runs then. A ritual must be over before. */
export const LONGEST_RITUAL_DAYS = 330;

/** How long a question whether use counts stands: without an answer the key is kept then. */
export const QUESTION_STANDS = 7 * 24 * 60 * 60;

/** How often the use of a soaking key is read: last used lags by up to 4 hours, so oftener shows nothing new. */
export const USE_READ_EVERY = 4 * 60 * 60;

/** A waiting gate asks again after this at the latest; a history of 25,000 events allows 1,900 gate waits in a year. */
export const GATE_ASKS_AGAIN = 5 * 60 * 60;
