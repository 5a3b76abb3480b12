/** What is counted of how Keysunset itself fares, in CloudWatch's namespace of this name. */
export const NAMESPACE = 'Keysunset';

/** Each metric, and what it counts. Whoever counts and the alarms in lib/ know them by these names alone. */
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

export type MetricName = keyof typeof metrics;
