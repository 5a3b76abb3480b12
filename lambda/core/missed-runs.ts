import { Temporal } from 'temporal-polyfill';
import { toInstant } from './time';
import type { Instant } from './time';

/**
 * The moment in an outage at which something would have run that runs daily at the time of `usedAt`: a guess, and only where
 * there is exactly one.
 */
export function sameHourIn(
  outage: { from: Instant; to: Instant },
  usedAt: Instant,
  timeZone: string,
): Instant | undefined {
  const local = (at: Instant): Temporal.ZonedDateTime => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const time = local(usedAt).toPlainTime();
  const last = local(outage.to).toPlainDate();
  const found: Instant[] = [];
  let day = local(outage.from).toPlainDate();
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const at = toInstant(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
    if (outage.from <= at && at < outage.to) found.push(at);
    day = day.add({ days: 1 });
  }
  return found.length === 1 ? found[0] : undefined;
}
