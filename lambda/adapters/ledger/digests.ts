import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { DigestOf, Digests } from '../../core/ports';
import { seconds, toMilliseconds } from '../../core/time';
import { get, reach, reachIf, type LedgerTable } from './reach';

/** Long enough for somebody to look why a digest was as it was. */
const KEPT_FOR = 30 * seconds.day;

/** An owner's digest of a day: one row for each key, and one, `AT`, that says where it is or who is about to post it. */
export function digestsIn(where: LedgerTable): Digests {
  const { client, table } = where;
  const putAt = (of: DigestOf, item: object, ConditionExpression: string, values: object): Promise<boolean> =>
    reachIf(() =>
      client.send(
        new PutCommand({
          TableName: table,
          Item: { ...rowOf(of, AT), ...item, expires: expiresOf(of) },
          ConditionExpression,
          ExpressionAttributeNames: { '#ts': 'ts', ...('until' in item && { '#until': 'until' }) },
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      ),
    );
  return {
    async join(of, { keyId, retirementId, userName, accountName }) {
      const about = { aboutKey: keyId, retirementId, userName, accountName };
      const Item = { ...rowOf(of, `KEY#${retirementId}`), ...about, expires: expiresOf(of) };
      await reach(() => client.send(new PutCommand({ TableName: table, Item })));
    },

    async read(of, most) {
      const { keyId } = rowOf(of, AT);
      // AT comes before the keys.
      const query = new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        Limit: most + 1,
        KeyConditionExpression: '#keyId = :digest',
        ExpressionAttributeNames: { '#keyId': 'keyId' },
        ExpressionAttributeValues: { ':digest': keyId },
      });
      const { Items = [] } = await reach(() => client.send(query));
      const at = Items.filter(({ entry }) => entry === AT).map((row) => stored.at.parse(row))[0];
      const keys = Items.filter(({ entry }) => entry !== AT).map((row) => {
        const { aboutKey, ...key } = stored.key.parse(row);
        return { keyId: aboutKey, ...key };
      });
      return { keys: keys.slice(0, most), ...(at?.ts && at.channel && { at: { channel: at.channel, ts: at.ts } }) };
    },

    mayOpen: (of, now, until) =>
      putAt(of, { until }, 'attribute_not_exists(#ts) AND (attribute_not_exists(#until) OR #until <= :now)', {
        ':now': now,
      }),

    async opened(of, at) {
      if (await putAt(of, at, 'attribute_not_exists(#ts)', {})) return at;
      const { channel, ts } = stored.opened.parse(await get(where, rowOf(of, AT)));
      return { channel, ts };
    },
  };
}

const AT = 'AT';

const rowOf = ({ owner, date }: DigestOf, entry: string) => ({ keyId: `DIGEST#${owner}#${date}`, entry });

const expiresOf = ({ date }: DigestOf): number => toMilliseconds(`${date}T00:00:00.000Z`) / 1000 + KEPT_FOR;

const text = z.string();
const stored = {
  at: z.object({ channel: z.optional(text), ts: z.optional(text) }),
  opened: z.object({ channel: text, ts: text }),
  key: z.object({ aboutKey: text, retirementId: text, userName: text, accountName: text }),
};
