import { keysIn } from '../../lambda/adapters/keys';
import type { Instant } from '../../lambda/core/time';
import { fakeKeys } from '../../rehearsal/iam/fake';
import { awsModel } from '../../rehearsal/iam/model';
import { startAws } from '../../rehearsal/iam/server';
import type { Fault, LoggedCall } from '../../rehearsal/iam/server';
import { openSessions } from '../../rehearsal/iam/sessions';
import { keysContract } from './keys';
import { changesIn } from './keys-world';

const members = {
  roles: {
    inspect: 'keysunset-inspect',
    deactivate: 'keysunset-deactivate',
    restore: 'keysunset-restore',
    delete: 'keysunset-delete',
  },
  externalId: 'minato',
  partition: 'aws',
};
const start: Instant = '2026-03-03T01:00:00.000Z';

function world() {
  const now = { at: start };
  const clock = { now: () => now.at };
  const faults = new Map<string, Fault>();
  return {
    now,
    clock,
    aws: awsModel({ now: clock.now }),
    fault: ({ operation }: { operation: string }) => faults.get(operation),
    breakCalls: (operation: string, fault: Fault) => void faults.set(operation, fault),
  };
}

describe('keys over HTTP', () => {
  keysContract(async () => {
    const { aws, fault, now, clock, breakCalls } = world();
    const hub = { keyId: 'ASIAHUB', accountId: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/hub/x' };
    const server = await startAws({ aws, hub, fault, sessions: openSessions({ members }) });
    const keys = keysIn({
      config: { members },
      clock,
      endpoint: server.endpoint,
      credentials: { accessKeyId: hub.keyId, secretAccessKey: 'rehearsal' },
    });
    return { keys, aws, changes: async () => changesIn(server.log), now, breakCalls, close: () => server.stop() };
  });
});

describe('keys in process', () => {
  keysContract(async () => {
    const { aws, fault, now, clock, breakCalls } = world();
    const log: LoggedCall[] = [];
    const keys = fakeKeys({ aws, config: { members }, clock, log, fault });
    return { keys, aws, changes: async () => changesIn(log), now, breakCalls, close: async () => undefined };
  });
});
