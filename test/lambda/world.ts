import { changeFromRecord } from '../../lambda/adapters/keys';
import { noLimit } from '../../lambda/adapters/time-limit';
import { appOf } from '../../lambda/app';
import type { App, Ports } from '../../lambda/app';
import type { Config } from '../../lambda/core/config';
import type { Caller, Change, Entry, Fact, LastUse } from '../../lambda/core/entries';
import { Unavailable } from '../../lambda/core/errors';
import { fold } from '../../lambda/core/evolve';
import type { MetricName } from '../../lambda/core/metrics';
import type {
  EnqueueInput,
  ExecutionState,
  Glance,
  KeyInspector,
  KeyStatus,
  Ledger,
  Messenger,
  Reading,
  RestoreAllInput,
  RestoreInput,
  ViewInput,
  Views,
} from '../../lambda/core/ports';
import type { View } from '../../lambda/core/notices/views';
import type { Retirement } from '../../lambda/core/retirement';
import { fakeLedger } from '../../rehearsal/ledger/fake';
import { chainOf, retirementId, start, subject } from './core/chains';
import { config as settings } from './core/configs';

type Facts = Parameters<typeof chainOf>;

/** What somebody had done later: a step, as Lambda's asynchronous invocation would run it. */
export type Invoked =
  | { step: 'restore'; input: RestoreInput }
  | { step: 'give-notice'; input: Parameters<App['give-notice']>[0] }
  | { step: 'restore-all'; input: RestoreAllInput }
  | { step: 'slack-views'; input: ViewInput | Glance }
  | { step: 'slack-enqueue'; input: EnqueueInput };

export const input = { key: subject.keyId, retirementId };

/** Everything around one key: a ledger, an account, a workspace, and what was asked of Step Functions and Lambda. */
export function world({ config = settings, facts = [] as Facts }: { config?: Config; facts?: Facts } = {}) {
  const time = { at: facts.at(-1)?.[0] ?? start };
  const clock = { now: () => time.at };
  const invoked: Invoked[] = [];
  const woken: { token: string; how: 'stop' | 'reconsider' }[] = [];
  const started: string[] = [];
  const executions = new Map<string, ExecutionState>();
  const over = new Set<string>();
  const counts: { name: MetricName; value: number; about: Readonly<Record<string, string>> }[] = [];
  const whispers: { user: string; text: string }[] = [];
  let attempts = 0;

  const iam = accountWith(clock.now);
  const slack = workspace();
  const card = { channel: 'D1', ts: '1.1' };

  const wake = (how: 'stop' | 'reconsider') => async (token: string) => {
    woken.push({ token, how });
    return over.has(token) ? ('too late' as const) : ('woken' as const);
  };
  const tables = fakeLedger();
  const ports: Ports = {
    ...tables,
    ...iam.ports,
    config,
    clock,
    pause: {
      until: async (moment) => {
        if (moment > time.at) time.at = moment;
      },
    },
    ids: { attempt: () => `attempt-${++attempts}`, retirement: () => 'r-9' },
    waker: { stop: wake('stop'), reconsider: wake('reconsider') },
    workflow: {
      async start({ retirementId: name }) {
        started.push(name);
        return { execution: `execution:${name}` };
      },
      state: async (name) => ({ known: true, value: executions.get(name) ?? 'running' }),
    },
    steps: {
      restore: async (wanted) => void invoked.push({ step: 'restore', input: wanted }),
      giveNotice: async (wanted) => void invoked.push({ step: 'give-notice', input: wanted }),
      restoreAll: async (wanted) => void invoked.push({ step: 'restore-all', input: wanted }),
      showView: async (wanted) => void invoked.push({ step: 'slack-views', input: wanted }),
      enqueue: async (wanted) => void invoked.push({ step: 'slack-enqueue', input: wanted }),
    },
    messenger: slack.messenger,
    views: slack.views,
    setup: {
      identity: async () => ({ known: false, why: 'not in this world' }),
      membership: async () => ({ known: false, why: 'not in this world' }),
    },
    probe: {
      signingSecret: async () => ({ known: false, why: 'not in this world' }),
      probe: async () => [],
    },
    doctor: { examine: async () => [] },
    memberSetup: { enter: async () => ({ known: false, why: 'nobody is asked here' }) },
    hubAccount: '610258347912',
    whisperer: { whisper: async ({ user }, text) => void whispers.push({ user, text }) },
    timeLimit: noLimit,
    metrics: { count: (name, value, about = {}) => void counts.push({ name, value, about }) },
    signingSecret: async () => 'shh',
    changeFromRecord,
  };
  const app = appOf(ports);

  return {
    ...{ app, ports, time, iam, slack, card, invoked, woken, over, started, executions, tables, counts, whispers },
    /** Begins: the facts are in the chain, and the world is as they say. */
    async begun() {
      const { entries } = chainOf(...facts);
      const drafts = entries.map(({ keyId: _, seq: _s, previousHash: _p, hash: _h, ...draft }) => draft);
      const retirement = fold(await tables.ledger.append({ keyId: subject.keyId, entries: [] }, ...drafts));
      await tables.threads.remember(card, { keyId: subject.keyId, retirementId });
      await tables.references.remember({ retirementId, keyId: subject.keyId, at: time.at });
      const claim = retirement?.claim;
      if (claim?.deactivatedAt && !claim.restoredAt) iam.status = 'Inactive';
      return this;
    },
    /** Somebody else writes an entry. */
    async wrote(fact: Fact, of: { retirementId?: string } = {}) {
      const draft = { ...fact, at: time.at, actor: 'somebody', retirementId, attempt: `other-${++attempts}`, ...of };
      await tables.ledger.append(await tables.ledger.read(subject.keyId), draft);
    },
    /** Runs what was invoked, and what that invokes. */
    async settled() {
      for (let next = invoked.shift(); next; next = invoked.shift()) await app[next.step](next.input);
    },
    async entries(): Promise<readonly Entry[]> {
      return (await tables.ledger.read(subject.keyId)).entries;
    },
    /** The types of the entries that came after the facts. */
    async news(): Promise<string[]> {
      return (await this.entries()).slice(facts.length).map(({ type }) => type);
    },
    async retirement(): Promise<Retirement> {
      const retirement = fold(await tables.ledger.read(subject.keyId));
      if (!retirement) throw new Error('nothing is enqueued');
      return retirement;
    },
    withPorts: (changed: Partial<Ports>) => appOf({ ...ports, ...changed }),
  };
}

export type World = Awaited<ReturnType<ReturnType<typeof world>['begun']>>;

/** A ledger where somebody else writes just before an entry of this type, once. */
export function overtaken(ledger: Ledger, type: Fact['type'], act: () => Promise<unknown>): Ledger {
  let done = false;
  return {
    ...ledger,
    async append(chain, ...drafts) {
      if (!done && drafts.some((draft) => draft.type === type)) {
        done = true;
        await act();
      }
      return ledger.append(chain, ...drafts);
    },
  };
}

/** One user's key in IAM, and what CloudTrail tells of it. What is `down` fails, reads and calls alike. */
function accountWith(now: () => string) {
  const down = new Set<keyof KeyInspector | 'deactivate' | 'restore' | 'delete'>();
  const iam = {
    status: 'Active' as KeyStatus,
    lastUse: 'never' as LastUse,
    tags: { owner: 'maria@example.com' } as Record<string, string>,
    callers: [] as Caller[],
    changes: [] as Change[],
    /** Calls that change the key, in order. */
    calls: [] as string[],
    down,
  };
  const reading = async <T>(what: keyof KeyInspector, value: T): Promise<Reading<T>> =>
    down.has(what) ? { known: false, why: 'AccessDenied' } : { known: true, value };
  const call = async (what: 'deactivate' | 'restore' | 'delete', to: KeyStatus) => {
    if (down.has(what)) throw new Unavailable(`${what}: Throttling`);
    if (iam.status === 'absent') return 'absent' as const;
    iam.calls.push(what);
    iam.status = to;
    return 'done' as const;
  };
  const ports: Pick<Ports, 'inspector' | 'deactivator' | 'restorer' | 'deleter'> = {
    inspector: {
      status: () => reading('status', iam.status),
      lastUse: () => reading('lastUse', iam.lastUse),
      tags: () => reading('tags', iam.tags),
      callers: () => reading('callers', iam.callers),
      changesByOthers: (_, since) =>
        reading(
          'changesByOthers',
          iam.changes.filter((change) => change.at >= since),
        ),
      changesInAccount: (accountId, since) =>
        reading(
          'changesInAccount',
          iam.changes
            .filter((change) => accountId === subject.accountId && change.at >= since)
            .map((change) => ({ keyId: subject.keyId, change })),
        ),
      find: () => reading('find', 'absent' as const),
    },
    deactivator: {
      deactivate: async (_, sendBy) => (now() >= sendBy ? 'not sent' : call('deactivate', 'Inactive')),
    },
    restorer: { restore: () => call('restore', 'Active') },
    deleter: { deleteKey: async (_, sendBy) => (now() >= sendBy ? 'not sent' : call('delete', 'absent')) },
  };
  return Object.assign(iam, { ports });
}

/** Slack with one person in it. */
function workspace() {
  const slack = {
    down: false,
    late: false,
    said: [] as string[],
    cards: 0,
    opened: [] as View[],
    updated: [] as string[],
  };
  const up = (): void => {
    if (slack.down) throw new Unavailable('Slack is down.');
  };
  const maria = { slackUserId: 'U1', name: 'Maria Keller', timeZone: 'Asia/Tokyo', locale: 'en-US' };
  const person = async (): ReturnType<Messenger['person']> =>
    slack.down ? { known: false, why: 'Slack is down' } : { known: true, value: maria };
  const messenger: Messenger = {
    async post(channel, { text }, thread) {
      up();
      if (thread) slack.said.push(text);
      else slack.cards += 1;
      return { channel, ts: `2.${slack.said.length + slack.cards}` };
    },
    async update(_channel, _ts, message) {
      up();
      slack.updated.push(JSON.stringify(message));
    },
    async openDirect() {
      up();
      return 'D1';
    },
    personByEmail: person,
    person,
  };
  const views: Views = {
    async open(_, view) {
      up();
      if (slack.late) return 'too late';
      slack.opened.push(view);
      return 'opened';
    },
    publish: async () => up(),
  };
  return Object.assign(slack, { messenger, views });
}
