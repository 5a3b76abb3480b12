import * as z from 'zod';
import type { Config } from '../core/config';
import type { Freeze } from '../core/control';
import { mayEnqueue, whereIs } from '../core/enqueue';
import type { EnqueueRow, Refusal } from '../core/enqueue';
import { LostRace, Refused } from '../core/errors';
import { fold } from '../core/evolve';
import { inEnglish } from '../core/notices/told';
import type { Clock, Control, Ids, KeyInspector, Ledger, Reading } from '../core/ports';
import type { NoteOnEnqueued } from '../core/refusals';
import type { Retirement } from '../core/retirement';
import { inLanes } from '../lanes';
import { batchFields, placeIn } from './batches';
import type { OpenBatch } from './batches';
import { checked } from './operator-request';

export interface EnqueuePorts {
  ledger: Pick<Ledger, 'read' | 'append'>;
  inspector: Pick<KeyInspector, 'find'>;
  control: Pick<Control, 'frozen'>;
  clock: Clock;
  ids: Ids;
  config: Config;
}

/** What became of one row, as a fact. */
export type RowOutcome = { line: number; keyId: string } & (
  { ok: true; retirementId: string; notes: NoteOnEnqueued[] } | Refusal
);

/** The same in English, for the command line. */
export function resultOf(outcome: RowOutcome): RowResult {
  const { line, keyId } = outcome;
  if (!outcome.ok) return { line, keyId, ok: false, error: inEnglish(outcome.why) };
  const note = outcome.notes.map(inEnglish).join(' ');
  return { line, keyId, ok: true, retirementId: outcome.retirementId, ...(note && { note }) };
}

/** What the command line is told of one row. */
export type RowResult = { line: number; keyId: string } & (
  | {
      ok: true;
      retirementId: string;
      /** What the operator had better know. */
      note?: string;
    }
  | { ok: false; error: string }
);

export const MOST_ROWS = 1000;

/** Rows are looked at one by one: a bad one keeps no good one out. */
export const enqueueBody = z.object({
  rows: z
    .array(z.unknown(), 'wanted is a list of rows')
    .min(1, 'wanted is one row or more')
    .max(MOST_ROWS, `wanted are ${MOST_ROWS} rows at most; send the others in further requests`),
  ...batchFields,
});

const optional = z.string('wanted is a text').trim().min(1, 'wanted is a text that is not empty').optional();

const rowForm = z.strictObject({
  line: z.int('wanted is a whole number').optional(),
  keyId: z.string('wanted is an access key id'),
  userName: optional,
  accountId: z
    .string('wanted is a text')
    .regex(/^\d{12}$/, 'wanted is an account number of 12 digits')
    .optional(),
  reason: z.string('wanted is why the key is thought unused').max(1000, 'wanted are 1000 characters at most'),
  ritual: optional,
  onUse: z.enum(['keep', 'ask', 'ignore'], 'wanted is keep, ask or ignore').optional(),
  because: optional,
  priority: z
    .int('wanted is a whole number')
    .min(-1000, 'wanted is -1000 or more')
    .max(1000, 'wanted is 1000 or less')
    .optional(),
  again: z.boolean('wanted is true or false').optional(),
});

/** How many keys are looked up at once: IAM throttles soon. */
const AT_ONCE = 8;

/** Enqueues what may be enqueued, and says of the rest why not. */
export async function enqueueRows(
  rows: readonly unknown[],
  actor: string,
  ports: EnqueuePorts,
  batch?: OpenBatch,
): Promise<RowOutcome[]> {
  const frozen = await ports.control.frozen();
  const notes = notesOn(frozen);
  const results: RowOutcome[] = [];
  const seen = new Map<string, number>();
  const take = async (i: number): Promise<void> => {
    const { line, keyId } = labelOf(rows[i], i + 1);
    const before = keyId === '' ? undefined : seen.get(keyId);
    seen.set(keyId, before ?? line);
    const result = before === undefined ? await enqueueRow(rows[i], actor, ports, batch) : givenTwice(keyId, before);
    results[i] = { line, keyId, ...(result.ok ? { ...result, notes: [...notes, ...result.notes] } : result) };
  };
  let next = 0;
  // The canaries one after the other: those after them have to name them.
  while (batch && batch.canaries.length < batch.canary && next < rows.length) await take(next++);
  await inLanes(AT_ONCE, [...rows.keys()].slice(next), take);
  return results;
}

function notesOn(frozen: Reading<Freeze | false>): NoteOnEnqueued[] {
  if (!frozen.known) return [{ is: 'freeze unknown', why: frozen.why }];
  return frozen.value ? [{ is: 'frozen', since: frozen.value.since, reason: frozen.value.reason }] : [];
}

/** Whoever enqueues it next is told what somebody said that needs it. */
const notesOf = (r: Retirement | undefined): NoteOnEnqueued[] =>
  r?.need ? [{ is: 'needed before', keyId: r.subject.keyId, on: r.need.at, words: r.need.words }] : [];

type EnqueuedKey = { ok: true; retirementId: string; notes: NoteOnEnqueued[] };

/** How a row is named in the answer, however bad it is. */
function labelOf(given: unknown, nth: number): { line: number; keyId: string } {
  const { line, keyId } = z
    .object({ line: z.int().catch(nth), keyId: z.string().catch('') })
    .catch({ line: nth, keyId: '' })
    .parse(given);
  return { line, keyId: keyId.trim() };
}

const givenTwice = (keyId: string, line: number): Refusal => ({
  ok: false,
  why: { is: 'given twice', keyId, line },
});

async function enqueueRow(
  given: unknown,
  actor: string,
  ports: EnqueuePorts,
  batch: OpenBatch | undefined,
): Promise<EnqueuedKey | Refusal> {
  try {
    return await enqueueKey(checked(rowForm, given), actor, ports, batch);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: { is: 'not readable', words: error.message } };
    // One row's failure must not keep the operator from hearing of the others.
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, why: { is: 'not finished', words } };
  }
}

const TRIES = 4;

async function enqueueKey(
  row: EnqueueRow,
  actor: string,
  ports: EnqueuePorts,
  batch: OpenBatch | undefined,
): Promise<EnqueuedKey | Refusal> {
  const { ledger, inspector, clock, ids, config } = ports;
  const where = whereIs(row, config);
  if (!where.ok) return where;
  const { keyId, accountId } = where;
  const attempt = ids.attempt();
  const retirementId = ids.retirement();
  for (let n = 1; n <= TRIES; n++) {
    const found = await inspector.find(keyId, accountId);
    const chain = await ledger.read(keyId);
    const now = clock.now();
    const before = fold(chain);
    const answer = mayEnqueue({ row, found, retirement: before, config, now });
    if (!answer.ok) return answer;
    const { ok, ...asked } = answer;
    const place = batch && placeIn(batch);
    const detail = { ...asked, ...(place && { batch: place }) };
    try {
      await ledger.append(chain, { type: 'Enqueued', detail, at: now, actor, retirementId, attempt });
      if (place?.canary) batch?.canaries.push({ keyId, retirementId });
      return { ok, retirementId, notes: notesOf(before) };
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
    }
  }
  return { ok: false, why: { is: 'being written', keyId, times: TRIES } };
}
