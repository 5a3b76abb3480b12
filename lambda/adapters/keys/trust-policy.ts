import * as z from 'zod';
import type { TrustStatement } from '../../core/ports';

/** The statements of a trust policy, as IAM gives it: JSON, URL-encoded (RFC 3986; API reference of GetRole). */
export const statementsOf = (encoded: string): TrustStatement[] =>
  policy.parse(JSON.parse(decodeURIComponent(encoded))).Statement.map((statement) => ({
    effect: statement.Effect,
    actions: statement.Action,
    principals: statement.Principal,
    conditions: statement.Condition,
  }));

/** One, or several. */
const texts = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());

/** `*`, or by kind: AWS, Service, Federated. What is no AWS principal is told with its kind. */
const principals = z
  .union([z.literal('*'), z.record(z.string(), texts)])
  .transform((given) =>
    given === '*'
      ? ['*']
      : Object.entries(given).flatMap(([kind, of]) => of.map((one) => (kind === 'AWS' ? one : `${kind} ${one}`))),
  );

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Principal: principals,
  Condition: z.record(z.string(), z.record(z.string(), texts)).default({}),
});

const policy = z.object({
  Statement: z.union([statement, z.array(statement)]).transform((given) => [given].flat()),
});
