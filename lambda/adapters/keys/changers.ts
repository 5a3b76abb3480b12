import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { Subject } from '../../core/entries';
import { Unavailable } from '../../core/errors';
import type { CallResult, Clock, KeyDeactivator, KeyDeleter, KeyRestorer } from '../../core/ports';
import type { Instant } from '../../core/time';
import { mayPass, saying } from '../faults';
import { patience } from './members';
import type { Line, Members, Patience, RoleName } from './members';
import { byItsName } from './users';

/** The promise has expired: nothing was sent. */
class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Changes keys, each through the role that has that one right. */
export function keyChangers(
  members: Members,
  { clock, patience: { change: milliseconds } = patience }: { clock: Clock; patience?: Patience },
): { deactivator: KeyDeactivator; restorer: KeyRestorer; deleter: KeyDeleter } {
  const change = changing(members, milliseconds);
  return {
    deactivator: {
      deactivate: (subject, sendBy) =>
        change('deactivate', subject, 'switched off', (iam, name) =>
          update(iam, name, subject.keyId, 'Inactive', before(sendBy, clock)),
        ),
    },
    restorer: {
      async restore(subject) {
        const result = await change('restore', subject, 'switched on', (iam, name) =>
          update(iam, name, subject.keyId, 'Active', () => undefined),
        );
        return result === 'absent' ? 'absent' : 'done';
      },
    },
    deleter: {
      deleteKey: (subject, sendBy) =>
        change('delete', subject, 'deleted', async ({ client, until }, name) => {
          const command = new DeleteAccessKeyCommand({ UserName: name, AccessKeyId: subject.keyId });
          command.middlewareStack.add(guard(before(sendBy, clock)), lastThing);
          await client.send(command, until);
        }),
    },
  };
}

type Iam = Line<IAMClient>;

/** A change has this long in all; then it is aborted and awaited, never left behind (R2). */
const changing =
  (members: Members, milliseconds: number) =>
  async (
    role: RoleName,
    subject: Subject,
    done: string,
    call: (iam: Iam, userName: string) => Promise<void>,
  ): Promise<CallResult> => {
    const signal = AbortSignal.timeout(milliseconds);
    const { iam } = await members.as(role, subject.accountId, signal);
    const inspector = async (): Promise<Iam> => (await members.as('inspect', subject.accountId, signal)).iam;
    try {
      return await byItsName(inspector, subject, async (name) => {
        await call(iam, name);
        return 'done' as const;
      });
    } catch (error) {
      if (error instanceof TooLate) return 'not sent';
      if (!mayPass(error)) throw error;
      throw new Unavailable(`Whether ${subject.keyId} was ${done} is not known: ${saying(error)}`, { cause: error });
    }
  };

async function update(
  { client, until }: Iam,
  userName: string,
  keyId: string,
  status: 'Active' | 'Inactive',
  check: () => void,
): Promise<void> {
  const command = new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: keyId, Status: status });
  command.middlewareStack.add(guard(check), lastThing);
  await client.send(command, until);
}

/** Right before the call is sent, at every attempt: a signature lives for minutes. */
const guard =
  (check: () => void) =>
  <A, R>(next: (args: A) => R) =>
  (args: A): R => {
    check();
    return next(args);
  };
const lastThing = { step: 'finalizeRequest', priority: 'low', name: 'sendBy' } as const;

const before =
  (sendBy: Instant, clock: Clock): (() => void) =>
  () => {
    if (clock.now() >= sendBy) throw new TooLate(`The call was to be sent by ${sendBy}.`);
  };
