import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Limits } from '../../core/ports';
import { seconds, toMilliseconds } from '../../core/time';
import { get, reachIf, type LedgerTable } from './reach';

/** Long enough for somebody to look why an account's day was full. */
const COUNT_KEPT_FOR = 30 * seconds.day;

/** Limits that hold across keys: one counter row per account and day, one row per user with a dark key. */
export function limitsIn(where: LedgerTable): Limits {
  const { client, table } = where;
  return {
    // A repeat by the SDK may count an outage twice: then one fewer starts, never one more.
    async takeOutage(date, accountId, limit) {
      if (limit <= 0) return false;
      const expires = toMilliseconds(`${date}T00:00:00.000Z`) / 1000 + COUNT_KEPT_FOR;
      return reachIf(() =>
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: count(date, accountId),
            UpdateExpression: 'ADD #count :one SET #expires = :expires',
            ConditionExpression: 'attribute_not_exists(#count) OR #count < :limit',
            ExpressionAttributeNames: { '#count': 'count', '#expires': 'expires' },
            ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expires': expires },
          }),
        ),
      );
    },

    async outagesTaken(date, accountId) {
      const row = await get(where, count(date, accountId));
      return row ? z.object({ count: z.number() }).parse(row).count : 0;
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

const count = (date: string, accountId: string) => ({ keyId: `CUTS#${date}#${accountId}`, entry: 'COUNT' });
const darkKey = (accountId: string, userId: string) => ({ keyId: `DARK#${accountId}#${userId}`, entry: 'DARK' });
