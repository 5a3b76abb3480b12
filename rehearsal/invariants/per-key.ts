import { verify } from '../../lambda/adapters/ledger/chain';
import { protectedBy } from '../../lambda/core/enqueue';
import type { FactType } from '../../lambda/core/entries';
import type { Chain } from '../../lambda/core/ports';
import { FENCE, GATE_VALID_FOR, SEND_WITHIN } from '../../lambda/core/protocol';
import { after, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { downsOf, lastBefore, lastRetirement, ofType, putOff } from './history';
import type { LoggedCall } from '../iam/server';
import type { Evidence, History } from './history';

type Broken = NonNullable<Evidence['broken']>;

const sound: Broken = { landsLate: 0, clockError: 0, staleFor: 0 };

const inTime = (at: Instant, sendBy: Instant, { landsLate, clockError }: Broken): boolean =>
  at < after(sendBy, landsLate + clockError);

/** What can be seen of one key alone. */
export const perKey: Record<string, (key: History, evidence: Evidence) => string[]> = {
  I1: ({ chain, changes }, { broken = sound }) =>
    changes
      .filter(({ to, ours }) => ours && to === 'Inactive')
      .filter(
        ({ at }) =>
          !lastBefore(chain, after(at, broken.clockError), 'OutageStarted', ({ detail }) =>
            inTime(at, detail.sendBy, broken),
          ),
      )
      .map(({ at }) => `switched off at ${at} without a promise in force`),

  I2: ({ keyId, chain, changes }, { statusOf }) => {
    const stop = ofType(lastRetirement(chain), 'StopRequested').at(-1);
    const last = changes.at(-1);
    const others =
      (last && !last.ours) || chain.entries.some(({ type }) => type === 'LeftAsFound' || type === 'KeyGone');
    return stop && !others && statusOf(keyId) !== 'Active' ? [`stopped at ${stop.at}, yet ${statusOf(keyId)}`] : [];
  },

  I3: ({ chain, changes }, { broken = sound, log }) =>
    changes
      .filter(({ to, ours }) => ours && to === 'Deleted')
      .flatMap(({ at, call }) => [
        ...whyNotDeleted(chain, { at, broken }),
        ...seenOn(chain, changes, { at, call, log, broken }),
      ]),

  I4: ({ chain, changes }, { now, downs, broken = sound }) =>
    changes.flatMap(({ at, to, ours }, i) => {
      if (!ours || to !== 'Inactive') return [];
      const promise = lastBefore(chain, after(at, broken.clockError), 'OutageStarted');
      const back = changes[i + 1]?.at ?? now;
      // In that claim somebody else switched it off as well: theirs to switch on.
      const closed = chain.entries.find((entry) => entry.at > at && closesTheClaim.has(entry.type));
      if (!promise || closed?.type === 'LeftAsFound') return [];
      // What lands late, after a restore was promised, lands in the fence: the confirmation at its end gives the key back.
      const late =
        broken.landsLate > 0 &&
        chain.entries.some((e) => e.seq > promise.seq && e.at <= at && e.type === 'RestoreStarted');
      const due = late ? after(at, FENCE) : promise.detail.restoreBy;
      const by = putOff(after(due, 10 * seconds.minute), at, downsOf(chain, downs));
      return back > by ? [`off since ${at}, promised back by ${promise.detail.restoreBy}, back at ${back}`] : [];
    }),

  I5: ({ chain, changes }, { config, broken = sound }) => {
    const enqueued = ofType(chain.entries, 'Enqueued')[0];
    if (!enqueued) return changes.filter(({ ours }) => ours).map(({ at }) => `changed at ${at}, but never enqueued`);
    const tags = chain.entries.flatMap((entry) =>
      entry.type === 'EvidenceGathered' && entry.detail.about === 'key' ? [entry.detail.tags] : [],
    );
    const why = protectedBy(config, { ...enqueued.detail.subject, tags: tags.at(-1) ?? {} });
    const outside = changes.filter(({ at, to, ours }) => ours && to === 'Active' && !claimedAt(chain, at, broken));
    return [
      ...(why && changes.some(({ ours }) => ours) ? [`changed although it is protected: ${why}`] : []),
      ...outside.map(({ at }) => `switched on at ${at} outside a claim`),
      ...changes
        .filter(({ to, ours, at }) => ours && to === 'Active' && shownAsTheirs(chain, at))
        .map(({ at }) => `switched on at ${at}, although the chain showed that somebody else had switched it off`),
    ];
  },

  I6: ({ chain, changes }) => {
    const subject = ofType(chain.entries, 'Enqueued')[0]?.detail.subject;
    return changes
      .filter(({ call, ours }) => ours && (call.parameters['UserName'] ?? subject?.userName) !== subject?.userName)
      .map(({ at, call }) => `changed at ${at} under the user ${call.parameters['UserName']}`);
  },

  I7: ({ chain, changes }, { broken }) => {
    const verdict = verify(chain);
    const intent = { Inactive: 'OutageStarted', Active: 'RestoreStarted', Deleted: 'DeletionStarted' } as const;
    const outcome = { Inactive: 'KeyDeactivated', Active: 'KeyRestored', Deleted: 'KeyDeleted' } as const;
    const count = (type: FactType): number => chain.entries.filter((entry) => entry.type === type).length;
    const ours = changes.filter((change) => change.ours);
    return [
      ...(verdict.ok ? [] : [`the chain does not verify: entry ${verdict.seq}, ${verdict.why}`]),
      ...(['Inactive', 'Active', 'Deleted'] as const).flatMap((to) => {
        const made = ours.filter((change) => change.to === to).length;
        // Gone after our promise, while answers are lost: the ledger cannot tell whose deletion it was.
        const done = broken && to === 'Deleted' ? changes.filter((change) => change.to === to).length : made;
        // A run that is repeated in time goes on under the promise that is there (I1 looks at each call).
        const repeated = broken !== undefined && to === 'Inactive' && count(intent[to]) > 0;
        return (made > count(intent[to]) && !repeated) || count(outcome[to]) > done
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

const closesTheClaim = new Set<FactType>(['RestoreConfirmed', 'LeftAsFound']);

function whyNotDeleted(
  chain: Chain,
  { at, broken: { landsLate, clockError } }: { at: Instant; broken: Broken },
): string[] {
  const started = lastBefore(chain, after(at, clockError), 'DeletionStarted');
  const outage = lastBefore(chain, after(at, clockError), 'OutageStarted');
  if (!started || !outage) return [`deleted at ${at} without DeletionStarted or an outage`];
  const between = chain.entries.filter(({ seq }) => seq > outage.seq && seq < started.seq);
  const spoken = between.find(({ type }) => ['StopRequested', 'ScreamHeard', 'RestoreStarted'].includes(type));
  const gate = between.findLast((entry) => entry.type === 'EvidenceGathered' && entry.detail.about === 'gate');
  return [
    ...(spoken ? [`deleted at ${at} after ${spoken.type}`] : []),
    ...(started.at < outage.detail.endsAt ? [`deleted at ${at}, before the last outage was over`] : []),
    ...(gate && gate.at >= after(started.at, -GATE_VALID_FOR) ? [] : [`deleted at ${at} without a fresh "go"`]),
    ...(at > after(started.at, SEND_WITHIN + landsLate + clockError)
      ? [`deleted at ${at}, after the promise had expired`]
      : []),
  ];
}

/**
 * It was on in between. Of what others do, that only counts which the last look could show: nothing takes the seconds between it
 * and the call away, nor a read that shows what was before, nor what another run of the handler looked at.
 */
function seenOn(
  chain: Chain,
  changes: History['changes'],
  { at, call, log, broken }: { at: Instant; call: LoggedCall; log: readonly LoggedCall[]; broken: Broken },
): string[] {
  const outage = lastBefore(chain, after(at, broken.clockError), 'OutageStarted');
  const started = lastBefore(chain, after(at, broken.clockError), 'DeletionStarted');
  if (!outage || !started) return [];
  const deleted = log.indexOf(call);
  // Where calls land late, what was looked at after the promise may have been looked at after the call was sent.
  const before = broken.landsLate > 0 ? started.at : at;
  const looks = (look: LoggedCall, i: number): boolean =>
    i < deleted && look.operation === 'ListAccessKeys' && look.at <= before && look.run === (call.run ?? look.run);
  const looked = log.findLastIndex(looks);
  const shown = after(log[looked]?.at ?? at, -broken.staleFor);
  const touched = changes.some(({ at: then, to, ours, call: change }) => {
    if (then <= outage.at || to === 'Inactive') return false;
    const i = log.indexOf(change);
    return ours ? i < deleted : i < looked && then <= shown;
  });
  return touched ? [`deleted at ${at}, though it was not off all the time`] : [];
}

/** When the restore was announced, the last change that the chain knew of was somebody else's, to Inactive. */
function shownAsTheirs(chain: Chain, at: Instant): boolean {
  const intent = lastBefore(chain, at, 'RestoreStarted');
  if (!intent) return false;
  const confirmed =
    chain.entries.findLast(({ seq, type }) => seq < intent.seq && type === 'RestoreConfirmed')?.seq ?? 0;
  const shown = chain.entries.flatMap((entry) =>
    entry.seq > confirmed &&
    entry.seq < intent.seq &&
    entry.type === 'EvidenceGathered' &&
    entry.detail.about === 'change'
      ? [entry.detail.change]
      : [],
  );
  return shown.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.to === 'Inactive';
}

/** From OutageStarted to RestoreConfirmed, by the clock of whoever wrote them. */
function claimedAt({ entries }: Chain, at: Instant, { clockError }: Broken): boolean {
  const opensOrCloses = entries.filter(({ type }) => type === 'OutageStarted' || type === 'RestoreConfirmed');
  return opensOrCloses.some(
    (entry, i) =>
      entry.type === 'OutageStarted' &&
      entry.at <= after(at, clockError) &&
      after(opensOrCloses[i + 1]?.at ?? '9999-01-01T00:00:00.000Z', clockError) >= at,
  );
}
