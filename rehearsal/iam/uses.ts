import type { Instant } from '../../lambda/core/time';
import { after, toMilliseconds } from '../../lambda/core/time';
import type { AwsKey, LastUsed } from './state';

const SPAN = 15 * 60 * 1000;

/** Only the first use in a 15-minute span is recorded (IAM User Guide, credential reports). */
export function noteUse(key: AwsKey, use: LastUsed, lag: number): void {
  const uses = key.uses ?? [];
  const last = uses.at(-1);
  if (last && spanOf(last.at) === spanOf(use.at)) return;
  const shown = uses.findLastIndex(({ at }) => at <= after(use.at, -lag));
  key.uses = [...uses.slice(Math.max(shown, 0)), use];
}

/** The newest use that is old enough to be shown. */
export const shownUse = ({ uses = [] }: AwsKey, now: Instant, lag: number): LastUsed | undefined =>
  uses.findLast(({ at }) => at <= after(now, -lag));

const spanOf = (moment: Instant): number => Math.floor(toMilliseconds(moment) / SPAN);
