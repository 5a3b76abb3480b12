import type { LastUse, Subject } from '../../lambda/core/entries';
import type { Keys } from '../../lambda/adapters/keys';
import type { Config } from '../../lambda/core/config';
import { Unavailable } from '../../lambda/core/errors';
import type { CallResult, Clock, KeyStatus, Reading } from '../../lambda/core/ports';
import { callersOf, changesInAccount, changesOf } from './fake-trail';
import type { Aws, AwsUser } from './model';
import type { Breaks, LoggedCall } from './server';

export interface FakeKeysOptions {
  aws: Aws;
  config: Pick<Config, 'members'>;
  clock: Clock;
  log?: LoggedCall[];
  fault?: Breaks;
  /** Which run of a handler calls; not given: nobody knows. */
  run?: (() => number | undefined) | undefined;
}

/** The ports of the member accounts directly over the model: no HTTP, the same call log. */
export function fakeKeys(options: FakeKeysOptions): Keys {
  const { aws, config, clock } = options;
  const read = async <T>(operation: string, { accountId, keyId }: Where, look: () => T): Promise<Reading<T>> => {
    try {
      return { known: true, value: called(options, 'inspect', operation, { accountId, keyId }, look) };
    } catch (error) {
      return { known: false, why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
  };
  const change = (role: Role, operation: string, subject: Subject, act: (userName: string) => void): CallResult =>
    called(options, role, operation, subject, () => {
      const user = holding(aws, subject);
      if (!user) return 'absent';
      act(user.name);
      return 'done';
    });
  const by = (role: Role, { accountId }: Subject) => ({
    arn: arnOf(config, role, accountId),
    sourceIp: '127.0.0.1',
    userAgent: 'keysunset',
  });

  return {
    inspector: {
      status: (subject) => read('ListAccessKeys', subject, () => statusOf(aws, subject)),
      lastUse: (subject) => read('GetAccessKeyLastUsed', subject, () => lastUseOf(aws, subject.keyId)),
      tags: (subject) =>
        read('ListUserTags', subject, () => {
          const user = [...aws.account(subject.accountId).users.values()].find(
            ({ userId }) => userId === subject.userId,
          );
          if (!user) throw new Error(`the user ${subject.userName} is gone`);
          return user.tags;
        }),
      find: (keyId, accountId) =>
        read('GetAccessKeyLastUsed', { accountId, keyId }, () => {
          const held = aws.holder(keyId);
          if (held?.account.id !== accountId || held.user === held.account.root) return 'absent' as const;
          const { user, key } = held;
          return {
            userName: user.name,
            userId: user.userId,
            status: key.status,
            createdAt: key.createdAt,
            tags: user.tags,
          };
        }),
      callers: (subject, since) => read('LookupEvents', subject, () => callersOf(aws, subject, since, clock.now())),
      changesByOthers: (subject, since) =>
        read('LookupEvents', subject, () => changesOf(aws, subject, since, clock.now(), config)),
      changesInAccount: (accountId, since) =>
        read('LookupEvents', { accountId, keyId: 'any key' }, () =>
          changesInAccount(aws, accountId, since, clock.now(), config),
        ),
    },
    deactivator: {
      async deactivate(subject, sendBy) {
        if (clock.now() >= sendBy) return 'not sent';
        return change('deactivate', 'UpdateAccessKey Inactive', subject, (name) =>
          aws.updateKey(subject.accountId, name, subject.keyId, 'Inactive', by('deactivate', subject)),
        );
      },
    },
    restorer: {
      async restore(subject) {
        const result = change('restore', 'UpdateAccessKey Active', subject, (name) =>
          aws.updateKey(subject.accountId, name, subject.keyId, 'Active', by('restore', subject)),
        );
        return result === 'absent' ? 'absent' : 'done';
      },
    },
    deleter: {
      async deleteKey(subject, sendBy) {
        if (clock.now() >= sendBy) return 'not sent';
        return change('delete', 'DeleteAccessKey', subject, (name) =>
          aws.deleteKey(subject.accountId, name, subject.keyId, by('delete', subject)),
        );
      },
    },
  };
}

type Role = keyof Config['members']['roles'];
type Where = Pick<Subject, 'accountId' | 'keyId'>;

function called<T>(
  { aws, config, clock, log, fault, run }: FakeKeysOptions,
  role: Role,
  call: string,
  { accountId, keyId }: Where,
  act: () => T,
): T {
  const [operation = '', status] = call.split(' ');
  const parameters = { AccessKeyId: keyId, ...(status && { Status: status }) };
  const service = operation === 'LookupEvents' ? 'cloudtrail' : 'iam';
  const principal = arnOf(config, role, accountId);
  const by = run?.();
  const entry: LoggedCall = {
    ...{ at: clock.now(), service, operation, accountId, principal, parameters, result: 'ok' },
    ...(by !== undefined && { run: by }),
  };
  log?.push(entry);
  const broken = fault?.({ service, operation, parameters, accountId });
  const break_ = (): never => {
    entry.result = broken?.code ?? '';
    throw new Unavailable(`${operation} of ${keyId}: ${entry.result}`);
  };
  if (!aws.accounts.has(accountId)) throw new Error(`There is no account ${accountId}.`);
  if (broken?.when === 'before') break_();
  const result = act();
  if (result === 'absent' && role !== 'inspect') entry.result = 'NoSuchEntity';
  if (broken) break_();
  return result;
}

const arnOf = ({ members }: Pick<Config, 'members'>, role: Role, accountId: string): string =>
  `arn:${members.partition}:sts::${accountId}:assumed-role/${members.roles[role].split('/').at(-1)}/keysunset`;

function holding(aws: Aws, { accountId, keyId }: Where): AwsUser | undefined {
  const held = aws.holder(keyId);
  return held?.account.id === accountId && held.user !== held.account.root ? held.user : undefined;
}

function statusOf(aws: Aws, subject: Subject): KeyStatus {
  const user = holding(aws, subject);
  if (user && user.userId !== subject.userId) throw new Error(`${subject.keyId} belongs to another user`);
  return user ? (aws.keysOf(user).find(({ id }) => id === subject.keyId)?.status ?? 'absent') : 'absent';
}

function lastUseOf(aws: Aws, keyId: string): LastUse {
  const held = aws.holder(keyId);
  if (!held) throw new Error(`the key ${keyId} is gone`);
  return aws.lastUseOf(held.key) ?? 'never';
}
