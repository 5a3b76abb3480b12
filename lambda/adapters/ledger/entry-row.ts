import * as z from 'zod/mini';
import type { Entry, Fact, FactType } from '../../core/entries';
import { Unreadable } from '../../core/errors';

/** An entry from what is stored of it; one that cannot be read is an error that names it, never skipped. */
export function entryFrom(row: Record<string, unknown>): Entry {
  const { entry: _, ...stored } = row;
  const head = envelope.safeParse(stored);
  const read = head.success ? details[head.data.type].safeParse(head.data.detail) : head;
  if (read.success) return stored as unknown as Entry;
  const name = `Entry ${String(row['entry'] ?? row['seq'])} of ${String(row['keyId'])}`;
  throw new Unreadable(`${name} cannot be read: ${z.prettifyError(read.error)}`, { cause: read.error });
}

// Loose everywhere: an unknown field is part of what was hashed, so it has to stay.
const text = z.string();
const onUse = z.discriminatedUnion('do', [
  z.looseObject({ do: z.literal('keep') }),
  z.looseObject({ do: z.literal('ask') }),
  z.looseObject({ do: z.literal('ignore'), because: text }),
]);
const ritual = z.looseObject({
  name: text,
  notice: text,
  stages: z.array(z.looseObject({ outage: text, soak: z.exactOptional(text) })),
  finalNotice: text,
  approvals: z.exactOptional(
    z.looseObject({
      owner: z.exactOptional(z.boolean()),
      operators: z.exactOptional(z.union([z.literal(0), z.literal(1), z.literal(2)])),
    }),
  ),
});
const batch = z.looseObject({
  id: text,
  canary: z.boolean(),
  canaries: z.array(z.looseObject({ keyId: text, retirementId: text })),
});
const subject = z.looseObject({
  keyId: text,
  accountId: text,
  accountName: text,
  userName: text,
  userId: text,
  createdAt: text,
});
const owner = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('person'),
    slackUserId: text,
    name: text,
    found: text,
    timeZone: z.exactOptional(text),
    locale: z.exactOptional(text),
  }),
  z.looseObject({ kind: z.literal('channel'), channel: text, name: text, found: text }),
]);
const use = z.looseObject({ at: text, service: text, region: text });
const lastUse = z.union([z.literal('never'), use]);
const callers = z.union([
  z.literal('unknown'),
  z.array(
    z.looseObject({
      sourceIp: text,
      vpcEndpoint: z.exactOptional(text),
      userAgent: text,
      action: text,
      region: text,
      calls: z.number(),
      failed: z.number(),
      lastAt: text,
    }),
  ),
]);
const change = z.looseObject({
  at: text,
  to: z.enum(['Active', 'Inactive', 'Deleted']),
  by: text,
  sourceIp: text,
  userAgent: text,
  eventId: text,
});
const before = z.enum(['outage', 'deletion']);
const stage = z.number();
const evidence = z.discriminatedUnion('about', [
  z.looseObject({
    about: z.literal('key'),
    source: z.literal('IAM, CloudTrail'),
    lastUse,
    tags: z.record(text, text),
    callers,
  }),
  z.looseObject({
    about: z.literal('gate'),
    source: z.literal('IAM'),
    before,
    stage,
    status: z.enum(['Active', 'Inactive']),
    lastUse,
  }),
  z.looseObject({ about: z.literal('use'), source: z.literal('IAM'), lastUse }),
  z.looseObject({ about: z.literal('absence'), source: z.literal('IAM') }),
  z.looseObject({ about: z.literal('change'), source: z.literal('CloudTrail'), change }),
]);
const told = z.looseObject({
  ...{ about: text, to: text, channel: text, ts: text },
  thread: z.exactOptional(text),
  until: z.exactOptional(text),
});
const how = z.enum(['button', 'reply', 'command', 'operator', 'protected']);
const as = z.enum(['owner', 'operator']);
const useSeen = z.looseObject({ lastUse: use, callers });
const nothing = z.record(text, z.never());
const because = z.looseObject({ because: text });
const reason = z.looseObject({ reason: text });
const by = z.looseObject({ by: z.exactOptional(text) });

const rest = z.looseObject({
  since: text,
  sign: z.enum(['stop', 'protected', 'use', 're-activated']),
  by: z.exactOptional(text),
  words: z.exactOptional(text),
  until: text,
});

const details = {
  Enqueued: z.looseObject({
    subject,
    ritual,
    timeZone: text,
    reason: text,
    onUse,
    priority: z.exactOptional(z.int()),
    batch: z.exactOptional(batch),
    restDays: z.exactOptional(z.int()),
    again: z.exactOptional(rest),
  }),
  Dispatched: z.looseObject({ execution: text }),
  OwnerResolved: z.looseObject({ owner, tried: z.array(text) }),
  EvidenceGathered: evidence,
  NoticeGiven: told,
  ReminderGiven: told,
  FinalNoticeGiven: told,
  ReplyAnswered: z.looseObject({ to: text }),
  NoticeFailed: z.looseObject({ about: text, why: text }),
  GateHeld: z.looseObject({ before, because: text, until: text, keeps: z.boolean() }),
  OutageStarted: z.looseObject({ stage, endsAt: text, restoreBy: text, sendBy: text }),
  KeyDeactivated: z.looseObject({ stage }),
  CheckedIn: z.looseObject({ stage, status: z.enum(['Active', 'Inactive', 'absent', 'unknown']) }),
  StopRequested: z.looseObject({ how, words: z.exactOptional(text) }),
  StopRefused: z.looseObject({ how, because: text }),
  ScreamHeard: z.discriminatedUnion('sign', [
    z.looseObject({ sign: z.literal('use'), lastUse: use, callers }),
    z.looseObject({ sign: z.literal('re-activated'), change: z.exactOptional(change) }),
  ]),
  UseQuestioned: useSeen,
  UseDismissed: z.looseObject({ as, lastUse: use, because: text }),
  ApprovalGiven: z.looseObject({ by: text, as }),
  Snoozed: z.looseObject({ as, until: text, because: text }),
  OwnerChanged: z.looseObject({ as, slackUserId: z.exactOptional(text), note: z.exactOptional(text) }),
  NeedTold: z.looseObject({ words: text }),
  BatchReleased: z.looseObject({ batch: text, because: text }),
  RestoreStarted: z.looseObject({
    because: z.enum(['the outage is over', 'somebody needs it', 'Keysunset failed', 'everything is given back']),
  }),
  KeyRestored: nothing,
  RestoreFailed: z.looseObject({ why: text }),
  RestoreConfirmed: z.looseObject({ status: z.literal('Active') }),
  SoakStarted: z.looseObject({ stage, until: text }),
  DeletionStarted: z.looseObject({ sendBy: text }),
  DeletionAbandoned: because,
  KeyDeleted: nothing,
  RetirementKept: because,
  RetirementFailed: z.looseObject({ error: text, cause: text }),
  KeyGone: by,
  LeftAsFound: by,
  Frozen: reason,
  Thawed: reason,
  RestoreAllStarted: reason,
  RestoreAllFinished: z.looseObject({ back: z.number(), notBack: z.array(text), left: z.array(text) }),
  OperatorsTold: z.looseObject({ about: z.literal('freeze'), channel: text, ts: text }),
} satisfies { [T in FactType]: z.ZodMiniType<Extract<Fact, { type: T }>['detail']> };

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const envelope = z.looseObject({
  keyId: text,
  seq: z.int().check(z.positive()),
  at: text,
  type: z.enum(Object.keys(details) as FactType[]),
  actor: text,
  retirementId: text,
  attempt: text,
  detail: z.unknown(),
  previousHash: hash,
  hash,
});
