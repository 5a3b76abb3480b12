import type { Clock, Metrics } from '../core/ports';
import { toMilliseconds } from '../core/time';

/** In which CloudWatch keeps them. */
export const NAMESPACE = 'Keysunset';

/**
 * Metrics in CloudWatch's embedded metric format: a line of JSON on standard output, of which CloudWatch Logs makes a metric by
 * itself: one without dimensions and, where it is of several kinds, one of each kind. The line has to be the whole event. With Lambda's JSON log format the console would put it
 * into a `message`, and the metric would be lost (CloudWatch user guide, "Creating logs in embedded metric format using the
 * client libraries"): so it is written past the console.
 */
export const embeddedMetrics = ({ write, clock }: { write: (line: string) => void; clock: Clock }): Metrics => ({
  count(name, value, about = {}) {
    const Dimensions = 'kind' in about ? [[], ['kind']] : [[]];
    const directive = { Namespace: NAMESPACE, Dimensions, Metrics: [{ Name: name }] };
    const _aws = { Timestamp: toMilliseconds(clock.now()), CloudWatchMetrics: [directive] };
    write(`${JSON.stringify({ ...about, [name]: value, _aws })}\n`);
  },
});
