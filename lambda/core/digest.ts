import type { Config } from './config';
import type { Owner } from './entries';
import type { DigestKey, DigestOf } from './ports';
import type { Retirement } from './retirement';
import { dateIn } from './time';
import type { Instant } from './time';

/** From so many keys of one owner on one day on there is a digest, where the configuration does not say. */
const DIGEST_FROM = 4;

/** So many keys of a digest are read, and counted; those after them are in its thread all the same. */
export const MOST_IN_DIGEST = 100;

export const digestFrom = ({ slack }: Pick<Config, 'slack'>): number => slack.digestFrom ?? DIGEST_FROM;

/** The digest that a first notice given now may be part of. */
export const digestOf = (owner: Owner, now: Instant, { calendar }: Pick<Config, 'calendar'>): DigestOf => ({
  owner: owner.kind === 'person' ? owner.slackUserId : owner.channel,
  date: dateIn(calendar.timeZone, now),
});

export const digestKeyOf = ({ subject, retirementId }: Retirement): DigestKey => ({
  keyId: subject.keyId,
  retirementId,
  userName: subject.userName,
  accountName: subject.accountName,
});
