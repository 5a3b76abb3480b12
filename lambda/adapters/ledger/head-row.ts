import * as z from 'zod/mini';
import { Unreadable } from '../../core/errors';
import type { Head } from '../../core/head';

/** A HEAD from its row, or the error that names it. */
export function headFrom(row: Record<string, unknown>): Head | Unreadable {
  const read = stored.safeParse(row);
  if (read.success) return read.data;
  return new Unreadable(`HEAD of ${String(row['keyId'])} cannot be read: ${z.prettifyError(read.error)}`, {
    cause: read.error,
  });
}

const text = z.string();
const stored: z.ZodMiniType<Head> = z.object({
  keyId: text,
  seq: z.int().check(z.positive()),
  retirementId: text,
  status: z.enum(['enqueued', 'notice', 'outage', 'soak', 'ending', 'kept', 'deleted', 'gone', 'left', 'failed']),
  stage: text,
  deadline: text,
  watchFrom: z.exactOptional(text),
  accountId: text,
  accountName: text,
  userName: text,
  owner: text,
  ownerId: z.exactOptional(text),
  reason: text,
  enqueuedBy: text,
  enqueuedAt: text,
  priority: z.exactOptional(z.int()),
  dispatchedAt: z.exactOptional(text),
  held: z.exactOptional(text),
  restoreBy: z.exactOptional(text),
  restoredAt: z.exactOptional(text),
  outcome: z.exactOptional(text),
  leftAloneUntil: z.exactOptional(text),
});
