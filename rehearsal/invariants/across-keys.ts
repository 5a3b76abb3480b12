import type { FactType } from '../../lambda/core/entries';
import type { Chain } from '../../lambda/core/ports';
import { dateIn } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { ofType } from './history';
import type { Evidence, History } from './history';

/** What shows only when keys are seen together, or one key's retirements. */
export const acrossKeys: Record<
  string,
  (keys: readonly History[], evidence: Evidence) => { keyId: string; what: string }[]
> = {
  I8: (keys) => {
    const twice = keys.flatMap(({ chain }) =>
      ofType(chain.entries, 'Enqueued')
        .filter(({ seq }) => seq > 1 && !closing.has(closingBefore(chain, seq)))
        .map(({ at }) => ({ keyId: chain.keyId, what: `enqueued at ${at} while another retirement was live` })),
    );
    const dark = keys.flatMap(({ chain, changes }) => {
      const subject = ofType(chain.entries, 'Enqueued')[0]?.detail.subject;
      // Somebody else had switched it off as well: from LeftAsFound on it is theirs.
      const theirsFrom = (from: Instant): Instant =>
        ofType(chain.entries, 'LeftAsFound').find(({ at }) => at > from)?.at ?? '9999';
      const darkUntil = (i: number): Instant =>
        [changes[i + 1]?.at ?? '9999', theirsFrom(changes[i]?.at ?? '')].sort()[0] ?? '9999';
      return changes.flatMap(({ at, to, ours }, i) =>
        ours && to === 'Inactive' && subject
          ? [{ user: `${subject.accountId} ${subject.userId}`, keyId: chain.keyId, from: at, to: darkUntil(i) }]
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
    const started = new Map<string, { n: number; most: number }>();
    for (const { chain } of keys) {
      for (const { at, seq } of ofType(chain.entries, 'OutageStarted')) {
        for (const [of, most] of limitsOf(chain, seq, config.limits)) {
          const day = `${of} on ${dateIn(config.calendar.timeZone, at)}`;
          started.set(day, { n: (started.get(day)?.n ?? 0) + 1, most });
        }
      }
    }
    return [...started]
      .filter(([, { n, most }]) => n > most)
      .map(([day, { n }]) => ({ keyId: day, what: `${n} outages started` }));
  },
};

/** What an outage counts for: its account, whoever answered for the key then, and all. */
function limitsOf(chain: Chain, seq: number, limits: Evidence['config']['limits']): [of: string, most: number][] {
  const before = chain.entries.filter((entry) => entry.seq < seq);
  const enqueued = ofType(before, 'Enqueued').at(-1);
  const owner = ofType(before, 'OwnerResolved').findLast((entry) => entry.seq > (enqueued?.seq ?? 0))?.detail.owner;
  const person = owner?.kind === 'person' ? owner.slackUserId : owner?.channel;
  return [
    [`account ${enqueued?.detail.subject.accountId}`, limits.outagesPerAccountAndDay],
    [`owner ${person}`, limits.outagesPerOwnerAndDay ?? Infinity],
    ['all', limits.outagesPerDay ?? Infinity],
  ];
}

const closing = new Set<FactType | undefined>([
  ...(['RetirementKept', 'RetirementFailed', 'KeyDeleted', 'KeyGone', 'LeftAsFound'] as const),
]);

/** The last entry before that ended something; notices and refusals may follow an end. */
const closingBefore = ({ entries }: Chain, seq: number): FactType | undefined =>
  entries.findLast((entry) => entry.seq < seq && (closing.has(entry.type) || entry.type === 'Enqueued'))?.type;
