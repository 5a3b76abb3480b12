import * as z from 'zod';
import type { Batch } from '../core/entries';
import { Refused } from '../core/errors';
import { fold } from '../core/evolve';
import type { Ids, Ledger } from '../core/ports';

const MOST_CANARIES = 50;

const canaries = z
  .int('wanted is a whole number')
  .min(1, 'wanted is 1 or more')
  .max(MOST_CANARIES, `wanted is ${MOST_CANARIES} or less`);

/** How a request begins a batch whose first keys go ahead, or goes on with one that an earlier request began. */
export const batchFields = {
  canary: canaries.optional(),
  batch: z
    .strictObject({
      id: z.string('wanted is the id that the first request was answered').min(1, 'wanted is an id'),
      canary: canaries,
      canaries: z.array(z.strictObject({ keyId: z.string(), retirementId: z.string() })).max(MOST_CANARIES),
    })
    .optional(),
};

export type BatchAsked = z.infer<z.ZodObject<typeof batchFields>>;

/** A batch on its way into the ledger: the first keys that are accepted are its canaries. */
export interface OpenBatch {
  id: string;
  /** So many canaries are wanted. */
  canary: number;
  canaries: { keyId: string; retirementId: string }[];
}

/** The batch that a request is part of, if any. What it says of canaries is looked up: nobody waits for a key that is none. */
export async function batchOf(
  { canary, batch }: BatchAsked,
  { ledger, ids }: { ledger: Pick<Ledger, 'read'>; ids: Ids },
): Promise<OpenBatch | undefined> {
  if (batch && canary !== undefined) {
    throw new Refused('canary and batch were given. Wanted: canary with the first request, batch with those after it.');
  }
  if (!batch) return canary === undefined ? undefined : { id: `batch-${ids.attempt()}`, canary, canaries: [] };
  for (const { keyId, retirementId } of batch.canaries) {
    const r = fold(await ledger.read(keyId));
    if (r?.retirementId !== retirementId || r.batch?.id !== batch.id || !r.batch.canary) {
      throw new Refused(`${keyId} is no canary of ${batch.id}. Wanted: the batch as the first request was answered.`);
    }
  }
  return batch;
}

/** What the next key's entry says of the batch. */
export const placeIn = ({ id, canary, canaries: first }: OpenBatch): Batch =>
  first.length < canary ? { id, canary: true, canaries: [] } : { id, canary: false, canaries: [...first] };
