import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Limits } from '../../core/ports';
import { seconds, toMilliseconds } from '../../core/time';
import { get, reach, reachIf, type LedgerTable } from './reach';
import { DARK } from './shape';

/** Long enough for somebody to look why an account's day was full. */
const COUNT_KEPT_FOR = 30 * seconds.day;

/** Limits that hold across keys: one row per day for each account, each owner and all, with the outages taken, one row per user with a dark key. */
export function limitsIn(where: LedgerTable): Limits {
  const { client, table } = where;
  return {
    // A set and no number: who loses a race and takes the same outage again, or whose answer is lost, uses up no second one.
    async takeOutage(date, of, limit, outage) {
      if (limit <= 0) return false;
      const expires = toMilliseconds(`${date}T00:00:00.000Z`) / 1000 + COUNT_KEPT_FOR;
      return reachIf(() =>
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: count(date, of),
            UpdateExpression: 'ADD #outages :one SET #expires = :expires',
            ConditionExpression:
              'attribute_not_exists(#outages) OR size(#outages) < :limit OR (size(#outages) = :limit AND contains(#outages, :outage))',
            ExpressionAttributeNames: { '#outages': 'outages', '#expires': 'expires' },
            ExpressionAttributeValues: {
              ':one': new Set([outage]),
              ':outage': outage,
              ':limit': limit,
              ':expires': expires,
            },
          }),
        ),
      );
    },

    async giveBackOutage(date, of, outage) {
      await reach(() =>
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: count(date, of),
            UpdateExpression: 'DELETE #outages :one',
            ExpressionAttributeNames: { '#outages': 'outages' },
            ExpressionAttributeValues: { ':one': new Set([outage]) },
          }),
        ),
      );
    },

    async outagesTaken(date, of) {
      const row = await get(where, count(date, of));
      // A set that has become empty is gone.
      return row ? (z.object({ outages: z.optional(z.set(z.string())) }).parse(row).outages?.size ?? 0) : 0;
    },

    async takeDarkKey(accountId, userId, retirementId) {
      return reachIf(() =>
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...darkKey(accountId, userId), retirementId },
            ConditionExpression: 'attribute_not_exists(#entry) OR #retirementId = :mine',
            ExpressionAttributeNames: { '#entry': 'entry', '#retirementId': 'retirementId' },
            ExpressionAttributeValues: { ':mine': retirementId },
          }),
        ),
      );
    },

    async releaseDarkKey(accountId, userId, retirementId) {
      await reachIf(() =>
        client.send(
          new DeleteCommand({
            TableName: table,
            Key: darkKey(accountId, userId),
            ConditionExpression: '#retirementId = :mine',
            ExpressionAttributeNames: { '#retirementId': 'retirementId' },
            ExpressionAttributeValues: { ':mine': retirementId },
          }),
        ),
      );
    },

    async darkKeyOf(accountId, userId) {
      const row = await get(where, darkKey(accountId, userId));
      return row && z.object({ retirementId: z.string() }).parse(row).retirementId;
    },
  };
}

const count = (date: string, of: string) => ({ keyId: `CUTS#${date}#${of}`, entry: 'COUNT' });
const darkKey = (accountId: string, userId: string) => ({ keyId: `${DARK}${accountId}#${userId}`, entry: 'DARK' });
