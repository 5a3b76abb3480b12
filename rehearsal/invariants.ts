import { verify } from '../lambda/adapters/ledger/chain';
import type { Config } from '../lambda/core/config';
import type { Entry, FactType } from '../lambda/core/entries';
import { protectedBy } from '../lambda/core/enqueue';
import type { Chain } from '../lambda/core/ports';
import { GATE_VALID_FOR, SEND_WITHIN } from '../lambda/core/protocol';
import { after, dateIn, seconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import type { LoggedCall } from './iam/server';

/** What the invariants are judged from: the ledger, the log of calls, and IAM itself. Not from anything the handlers say. */
export interface Evidence {
  chains: readonly Chain[];
  log: readonly LoggedCall[];
  statusOf: (keyId: string) => 'Active' | 'Inactive' | 'Deleted';
  config: Config;
  now: Instant;
}

export interface Violation {
  invariant: string;
  keyId: string;
  what: string;
}

/** I1 to I10 (docs/architecture.md), each checked on its own. */
export function violations(evidence: Evidence): Violation[] {
  const keys = histories(evidence);
  const found: Violation[] = [];
  for (const [invariant, check] of Object.entries(perKey)) {
    for (const key of keys) for (const what of check(key, evidence)) found.push({ invariant, keyId: key.keyId, what });
  }
  for (const [invariant, check] of Object.entries(acrossKeys)) {
    for (const { keyId, what } of check(keys, evidence)) found.push({ invariant, keyId, what });
  }
  return found;
}

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const;

/** One key: its chain, and the calls that changed it or may have. */
interface History {
  keyId: string;
  chain: Chain;
  changes: { at: Instant; to: 'Active' | 'Inactive' | 'Deleted'; call: LoggedCall; ours: boolean }[];
}

function histories({ chains, log, config }: Evidence): History[] {
  const byKey = new Map<string, LoggedCall[]>();
  for (const call of log) {
    const keyId = call.parameters['AccessKeyId'];
    if (!keyId || (call.operation !== 'UpdateAccessKey' && call.operation !== 'DeleteAccessKey')) continue;
    byKey.set(keyId, [...(byKey.get(keyId) ?? []), call]);
  }
  const known = chains.map(({ keyId }) => keyId);
  const keyIds = new Set([...known, ...byKey.keys()]);
  const roles = Object.values(config.members.roles);
  return [...keyIds].map((keyId) => ({
    keyId,
    chain: chains.find((chain) => chain.keyId === keyId) ?? { keyId, entries: [] },
    changes: (byKey.get(keyId) ?? [])
      .filter(({ result }) => result === 'ok')
      .map((call) => ({
        at: call.at,
        to:
          call.operation === 'DeleteAccessKey'
            ? 'Deleted'
            : call.parameters['Status'] === 'Active'
              ? 'Active'
              : 'Inactive',
        call,
        ours: roles.some((role) => call.principal.includes(`:assumed-role/${role}/`)),
      })),
  }));
}

const perKey: Record<string, (key: History, evidence: Evidence) => string[]> = {
  I1: ({ chain, changes }) =>
    changes
      .filter(({ to, ours }) => ours && to === 'Inactive')
      .filter(({ at }) => !lastBefore(chain, at, 'OutageStarted', (entry) => at < entry.detail.sendBy))
      .map(({ at }) => `switched off at ${at} without a promise in force`),

  I2: ({ keyId, chain }, { statusOf }) => {
    const stop = ofType(lastRetirement(chain), 'StopRequested').at(-1);
    const others = chain.entries.some(({ type }) => type === 'LeftAsFound' || type === 'KeyGone');
    return stop && !others && statusOf(keyId) !== 'Active' ? [`stopped at ${stop.at}, yet ${statusOf(keyId)}`] : [];
  },

  I3: ({ chain, changes }) =>
    changes.filter(({ to, ours }) => ours && to === 'Deleted').flatMap(({ at }) => whyNotDeleted(chain, changes, at)),

  I4: ({ chain, changes }, { now }) =>
    changes.flatMap(({ at, to, ours }, i) => {
      if (!ours || to !== 'Inactive') return [];
      const promise = lastBefore(chain, at, 'OutageStarted');
      const back = changes[i + 1]?.at ?? now;
      const late = promise !== undefined && back > after(promise.detail.restoreBy, 10 * seconds.minute);
      return late ? [`off since ${at}, promised back by ${promise.detail.restoreBy}, back at ${back}`] : [];
    }),

  I5: ({ chain, changes }, { config }) => {
    const enqueued = ofType(chain.entries, 'Enqueued')[0];
    if (!enqueued) return changes.filter(({ ours }) => ours).map(({ at }) => `changed at ${at}, but never enqueued`);
    const tags = chain.entries.flatMap((entry) =>
      entry.type === 'EvidenceGathered' && entry.detail.about === 'key' ? [entry.detail.tags] : [],
    );
    const why = protectedBy(config, { ...enqueued.detail.subject, tags: tags.at(-1) ?? {} });
    const outside = changes.filter(({ at, to, ours }) => ours && to === 'Active' && !claimedAt(chain, at));
    return [
      ...(why && changes.some(({ ours }) => ours) ? [`changed although it is protected: ${why}`] : []),
      ...outside.map(({ at }) => `switched on at ${at} outside a claim`),
    ];
  },

  I6: ({ chain, changes }) => {
    const subject = ofType(chain.entries, 'Enqueued')[0]?.detail.subject;
    return changes
      .filter(({ call, ours }) => ours && (call.parameters['UserName'] ?? subject?.userName) !== subject?.userName)
      .map(({ at, call }) => `changed at ${at} under the user ${call.parameters['UserName']}`);
  },

  I7: ({ chain, changes }) => {
    const verdict = verify(chain);
    const intent = { Inactive: 'OutageStarted', Active: 'RestoreStarted', Deleted: 'DeletionStarted' } as const;
    const outcome = { Inactive: 'KeyDeactivated', Active: 'KeyRestored', Deleted: 'KeyDeleted' } as const;
    const count = (type: FactType): number => chain.entries.filter((entry) => entry.type === type).length;
    const ours = changes.filter((change) => change.ours);
    return [
      ...(verdict.ok ? [] : [`the chain does not verify: entry ${verdict.seq}, ${verdict.why}`]),
      ...(['Inactive', 'Active', 'Deleted'] as const).flatMap((to) => {
        const made = ours.filter((change) => change.to === to).length;
        return made > count(intent[to]) || count(outcome[to]) > made
          ? [`${made} calls to ${to}, ${count(intent[to])} intents, ${count(outcome[to])} outcomes`]
          : [];
      }),
    ];
  },

  I10: ({ chain }) =>
    ofType(chain.entries, 'OutageStarted').flatMap((outage) => {
      const gate = chain.entries.findLast(
        (entry) => entry.seq < outage.seq && entry.type === 'EvidenceGathered' && entry.detail.about === 'gate',
      );
      const told = chain.entries.some((entry) => entry.seq < outage.seq && entry.type === 'NoticeGiven');
      return [
        ...(told ? [] : [`the outage at ${outage.at} began without a notice`]),
        ...(gate && gate.at >= after(outage.at, -GATE_VALID_FOR)
          ? []
          : [`the outage at ${outage.at} began without a fresh "go"`]),
      ];
    }),
};

const acrossKeys: Record<string, (keys: readonly History[], evidence: Evidence) => { keyId: string; what: string }[]> =
  {
    I8: (keys) => {
      const twice = keys.flatMap(({ chain }) =>
        ofType(chain.entries, 'Enqueued')
          .filter(({ seq }) => seq > 1 && !closing.has(closingBefore(chain, seq)))
          .map(({ at }) => ({ keyId: chain.keyId, what: `enqueued at ${at} while another retirement was live` })),
      );
      const dark = keys.flatMap(({ chain, changes }) => {
        const subject = ofType(chain.entries, 'Enqueued')[0]?.detail.subject;
        return changes.flatMap(({ at, to, ours }, i) =>
          ours && to === 'Inactive' && subject
            ? [
                {
                  user: `${subject.accountId} ${subject.userId}`,
                  keyId: chain.keyId,
                  from: at,
                  to: changes[i + 1]?.at ?? '9999',
                },
              ]
            : [],
        );
      });
      const together = dark.flatMap((one) =>
        dark
          .filter(
            (other) => other.user === one.user && other.keyId > one.keyId && one.from < other.to && other.from < one.to,
          )
          .map((other) => ({ keyId: one.keyId, what: `off together with ${other.keyId} of the same user` })),
      );
      return [...twice, ...together];
    },

    I9: (keys, { config }) => {
      const started = new Map<string, number>();
      for (const { chain } of keys) {
        const accountId = ofType(chain.entries, 'Enqueued')[0]?.detail.subject.accountId;
        for (const { at } of ofType(chain.entries, 'OutageStarted')) {
          const day = `${accountId} on ${dateIn(config.calendar.timeZone, at)}`;
          started.set(day, (started.get(day) ?? 0) + 1);
        }
      }
      return [...started]
        .filter(([, n]) => n > config.limits.outagesPerAccountAndDay)
        .map(([day, n]) => ({ keyId: day, what: `${n} outages started` }));
    },
  };

const closing = new Set<FactType | undefined>([
  ...(['RetirementKept', 'RetirementFailed', 'KeyDeleted', 'KeyGone', 'LeftAsFound'] as const),
]);

/** The last entry before that ended something; notices and refusals may follow an end. */
const closingBefore = ({ entries }: Chain, seq: number): FactType | undefined =>
  entries.findLast((entry) => entry.seq < seq && (closing.has(entry.type) || entry.type === 'Enqueued'))?.type;

function whyNotDeleted(chain: Chain, changes: History['changes'], at: Instant): string[] {
  const started = lastBefore(chain, at, 'DeletionStarted');
  const outage = lastBefore(chain, at, 'OutageStarted');
  if (!started || !outage) return [`deleted at ${at} without DeletionStarted or an outage`];
  const between = chain.entries.filter(({ seq }) => seq > outage.seq && seq < started.seq);
  const spoken = between.find(({ type }) => ['StopRequested', 'ScreamHeard', 'RestoreStarted'].includes(type));
  const gate = between.findLast((entry) => entry.type === 'EvidenceGathered' && entry.detail.about === 'gate');
  const touched = changes.filter((change) => change.at > outage.at && change.at < at && change.to !== 'Inactive');
  return [
    ...(spoken ? [`deleted at ${at} after ${spoken.type}`] : []),
    ...(started.at < outage.detail.endsAt ? [`deleted at ${at}, before the last outage was over`] : []),
    ...(gate && gate.at >= after(started.at, -GATE_VALID_FOR) ? [] : [`deleted at ${at} without a fresh "go"`]),
    ...(at > after(started.at, SEND_WITHIN) ? [`deleted at ${at}, after the promise had expired`] : []),
    ...(touched.length > 0 ? [`deleted at ${at}, though it was not off all the time`] : []),
  ];
}

/** From OutageStarted to RestoreConfirmed. */
function claimedAt(chain: Chain, at: Instant): boolean {
  const last = chain.entries.findLast(
    ({ type, at: then }) => then <= at && (type === 'OutageStarted' || type === 'RestoreConfirmed'),
  );
  return last?.type === 'OutageStarted';
}

type Of<T extends FactType> = Extract<Entry, { type: T }>;

const ofType = <T extends FactType>(entries: readonly Entry[], type: T): Of<T>[] =>
  entries.filter((entry): entry is Of<T> => entry.type === type);

const lastRetirement = ({ entries }: Chain): readonly Entry[] =>
  entries.slice(entries.findLastIndex(({ type }) => type === 'Enqueued'));

function lastBefore<T extends FactType>(
  { entries }: Chain,
  at: Instant,
  type: T,
  and: (entry: Of<T>) => boolean = () => true,
): Of<T> | undefined {
  return ofType(entries, type).findLast((entry) => entry.at <= at && and(entry));
}
