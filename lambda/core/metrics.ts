/**
 * What is counted of how Keysunset itself fares: each metric that an alarm looks at, and what it counts. Whoever counts and the
 * alarms in lib/ know them by these names alone.
 */
export const metrics = {
  SweepsOfWhatIsDue: 'sweeps of what is due that looked at all of it',
  SweepsOfEverything: 'daily sweeps that looked at everything',
  SweepProblems: 'what a sweep could not do',
  LateRestores: 'keys that ought to be on again for a while, as a sweep finds them',
  BrokenRows: 'rows that cannot be read, and chains that are not as they were written, as a sweep finds them',
  UntoldNotices: 'keys of which somebody could not be told something, as a sweep finds them',
  FrozenByBreaker: '1 while a freeze by the breaker is in force, else 0',
  FrozenHours: 'for how long everything has been frozen; 0 where it is not',
} as const;

/** Each metric that the dashboard alone shows. Of `Screams` and `Endings` there is one of each kind as well. */
export const shown = {
  DarkKeys: 'keys that Keysunset has switched off, once an hour',
  OutagesStarted: 'outages that began',
  Screams: 'signs that a key is needed: a stop, use, somebody who switched it on',
  StopToActive: 'milliseconds from a stop until IAM had switched the key back on',
  NoticesFailed: 'notices that Slack did not take',
  Endings: 'retirements that ended: kept, deleted, gone, left, failed',
} as const;

export type ShownName = keyof typeof shown;
export type MetricName = keyof typeof metrics | ShownName;
