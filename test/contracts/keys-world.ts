import type { Keys } from '../../lambda/adapters/keys';
import type { Subject } from '../../lambda/core/entries';
import type { Instant } from '../../lambda/core/time';
import type { Aws } from '../../rehearsal/iam/model';
import type { Fault, LoggedCall } from '../../rehearsal/iam/server';

/** The accounts behind the ports, in memory or at the other end of a wire: what is asked of them is awaited. */
export type Accounts = {
  [M in 'account' | 'addUser' | 'addRootKey' | 'renameUser' | 'tagUser' | 'updateKey']: (
    ...given: Parameters<Aws[M]>
  ) => unknown;
} & { holder: (keyId: string) => Held | undefined | Promise<Held | undefined> };
type Held = { key: { status: string } };

/** The member accounts as a test sees them: the ports, the world behind them, and how to break it. */
export interface KeysWorld {
  keys: Keys;
  aws: Accounts;
  /** The calls that change a key, those that failed as well. */
  changes(): Promise<Pick<LoggedCall, 'operation' | 'principal'>[]>;
  now: { at: Instant };
  /** Breaks every call of an operation until it is mended. */
  breakCalls(operation: string, fault: Fault): void | Promise<void>;
  close(): Promise<void>;
}

/** The same, where also the uses of keys are played. */
export interface TrailWorld extends KeysWorld {
  aws: Aws;
}

export const changesIn = (log: LoggedCall[]): LoggedCall[] =>
  log.filter(({ operation }) => operation === 'UpdateAccessKey' || operation === 'DeleteAccessKey');

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
export async function fill({ aws }: KeysWorld): Promise<void> {
  const user = { createdAt: subject.createdAt, tags: { owner: 'maria' } };
  for (let n = 0; n < 130; n++) {
    await aws.addUser(subject.accountId, { name: `user-${n}`, userId: `AIDA${n}`, ...user, keys: [] });
  }
  await aws.addUser(subject.accountId, {
    name: subject.userName,
    userId: subject.userId,
    ...user,
    keys: [{ id: subject.keyId, status: 'Active', createdAt: subject.createdAt }],
  });
  await aws.account('318204477195');
}
