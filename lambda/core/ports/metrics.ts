import type { MetricName } from '../metrics';

/** What somebody may have to be woken for. */
export interface Metrics {
  /** Waits for nothing, and never fails. `about` is for whoever looks up what it was. */
  count(name: MetricName, value: number, about?: Readonly<Record<string, string>>): void;
}
