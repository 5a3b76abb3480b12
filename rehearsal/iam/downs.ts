import type { Clock } from '../../lambda/core/ports';
import type { Instant } from '../../lambda/core/time';
import type { Breaks } from './server';

/** While IAM does not answer for an account. */
export interface Down {
  accountId: string;
  from: Instant;
  to: Instant;
}

/** Who calls IAM in that account meanwhile is turned away; STS and CloudTrail are other services, and go on. */
export const whileDown =
  (downs: readonly Down[], clock: Clock): Breaks =>
  ({ service, accountId }) =>
    service === 'iam' && isDown(downs, accountId, clock.now())
      ? { when: 'before', status: 503, code: 'ServiceUnavailable' }
      : undefined;

const isDown = (downs: readonly Down[], accountId: string, now: Instant): boolean =>
  downs.some((down) => down.accountId === accountId && down.from <= now && now < down.to);
