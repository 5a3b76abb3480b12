import type { MetricName } from '../lambda/core/metrics';
import type { Clock, Metrics } from '../lambda/core/ports';
import type { Instant } from '../lambda/core/time';

/** A value of a metric. */
export interface Count {
  at: Instant;
  name: MetricName;
  value: number;
  about: Readonly<Record<string, string>>;
}

/** Keeps what the handlers count, where CloudWatch would. */
export function keptCounts(clock: Clock): { counts: Count[]; metrics: Metrics } {
  const counts: Count[] = [];
  const count: Metrics['count'] = (name, value, about = {}) =>
    void counts.push({ at: clock.now(), name, value, about });
  return { counts, metrics: { count } };
}
