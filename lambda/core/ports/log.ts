/** What a line of the log says beside its message: ids and short words. Never an event, a body, a token or a secret. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** For whoever looks up afterwards what ran when. Waits for nothing, and never fails. */
export interface Log {
  info(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
}
