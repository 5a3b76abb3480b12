import { NAMESPACE } from '../core/metrics';
import type { Clock, Metrics } from '../core/ports';
import { toMilliseconds } from '../core/time';

/**
 * Metrics in CloudWatch's embedded metric format: a line of JSON on standard output, of which CloudWatch Logs makes a metric
 * by itself (CloudWatch user guide, "Specification: Embedded metric format"; a DimensionSet may be empty there).
 * The line has to be the whole event. With Lambda's JSON log format `console.log` would put it into a `message`, and the metric
 * would be lost (same guide, "Using the embedded metric format with Lambda"): so it is written past the console.
 */
export const embeddedMetrics = ({ write, clock }: { write: (line: string) => void; clock: Clock }): Metrics => ({
  count(name, value, about = {}) {
    const directive = { Namespace: NAMESPACE, Dimensions: [[]], Metrics: [{ Name: name }] };
    const _aws = { Timestamp: toMilliseconds(clock.now()), CloudWatchMetrics: [directive] };
    write(`${JSON.stringify({ ...about, [name]: value, _aws })}\n`);
  },
});
