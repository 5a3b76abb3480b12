import type { Keys } from '../../lambda/adapters/keys';
import type { Subject } from '../../lambda/core/entries';
import type { Instant } from '../../lambda/core/time';
import type { Aws } from '../../rehearsal/iam/model';
import type { Fault, LoggedCall } from '../../rehearsal/iam/server';

/** The member accounts as a test sees them: the ports, the world behind them, and how to break it. */
export interface KeysWorld {
  keys: Keys;
  aws: Aws;
  log: LoggedCall[];
  now: { at: Instant };
  /** Breaks every call of an operation until it is mended. */
  breakCalls(operation: string, fault: Fault): void;
  close(): Promise<void>;
}

export const subject: Subject = {
  keyId: 'AKIAV6CIQHZTHY4JYCFU',
  accountId: '408173952614',
  accountName: 'prod-apps',
  userName: 'deploy-mobile-release',
  userId: 'AIDADEPLOY',
  createdAt: '2021-06-12T00:00:00.000Z',
};

export const terraform = { arn: 'arn:aws:iam::408173952614:user/ci', sourceIp: '10.8.0.12', userAgent: 'Terraform' };

/** Two accounts; in one, the subject behind more users than fit on a page. */
export function fill({ aws }: KeysWorld): void {
  const user = { createdAt: subject.createdAt, tags: { owner: 'maria' } };
  for (let n = 0; n < 130; n++) {
    aws.addUser(subject.accountId, { name: `user-${n}`, userId: `AIDA${n}`, ...user, keys: [] });
  }
  aws.addUser(subject.accountId, {
    name: subject.userName,
    userId: subject.userId,
    ...user,
    keys: [{ id: subject.keyId, status: 'Active', createdAt: subject.createdAt }],
  });
  aws.account('318204477195');
}
