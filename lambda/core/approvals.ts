import type { Config } from './config';
import type { As } from './entries';
import { personOf } from './operators';
import type { Approvals } from './ritual';
import type { Retirement } from './retirement';
import type { MayNotApprove } from './said';
import { isLast } from './standing';

/** What the ritual asks for before the deletion, and what of it is given. */
export interface ApprovalsStand {
  owner: { needed: boolean; by?: string };
  operators: { needed: number; by: readonly string[] };
}

type Operators = Pick<Config, 'operators'>;

/** How far the approvals are. Those of an earlier last outage, which was cut short, count no more. */
export function approvalsOf(r: Retirement, { operators }: Operators): ApprovalsStand {
  const asked: Approvals = r.ritual.approvals ?? {};
  const given = r.approvals.filter(({ at }) => r.claim !== undefined && at >= r.claim.startedAt);
  const owner = given.find(({ as }) => as === 'owner')?.by;
  const asOperator = given.filter(({ as }) => as === 'operator');
  const different = asOperator.filter(({ by }, i) => asOperator.findIndex((one) => same(one.by, by, operators)) === i);
  return {
    owner: { needed: asked.owner ?? false, ...(owner && { by: owner }) },
    operators: { needed: asked.operators ?? 0, by: different.map(({ by }) => by) },
  };
}

/** Whose word is missing, in words; empty where nobody's is. */
export function approvalsMissing(r: Retirement, config: Operators): string[] {
  const { owner, operators } = approvalsOf(r, config);
  const missing = operators.needed - operators.by.length;
  return [
    ...(owner.needed && !owner.by ? ['the owner'] : []),
    ...(missing > 0 ? [missing === 1 ? 'one operator' : `${missing} operators`] : []),
  ];
}

/** Whether approvals are asked for now: the key is off for the last time. */
export const asksApproval = (r: Retirement, config: Operators): boolean =>
  r.claim?.deactivatedAt !== undefined &&
  !r.claim.restoreStartedAt &&
  isLast(r, r.claim.stage) &&
  approvalsMissing(r, config).length > 0;

/** As what somebody's approval counts, or why it does not. */
export function mayApprove(
  r: Retirement,
  by: string,
  capacities: readonly As[],
  config: Operators,
): { ok: true; as: As } | { ok: false; said: MayNotApprove } {
  const { keyId } = r.subject;
  const { owner, operators } = approvalsOf(r, config);
  if (!owner.needed && operators.needed === 0) return refused({ is: 'no approval asked', keyId });
  if (!r.claim?.deactivatedAt || r.claim.restoreStartedAt || !isLast(r, r.claim.stage)) {
    return refused({ is: 'not off for the last time', keyId });
  }
  if (same(by, r.enqueuedBy, config.operators)) return refused({ is: 'asked themselves', keyId });
  if (capacities.length === 0) return refused({ is: 'no word of theirs', keyId });
  const wordOf = [...(owner.by ? [owner.by] : []), ...operators.by];
  if (wordOf.some((one) => same(one, by, config.operators))) return refused({ is: 'word given', keyId });
  const [asOwner, asOperator] = [capacities.includes('owner'), capacities.includes('operator')];
  const missing = { owner: owner.needed && !owner.by, operators: operators.needed - operators.by.length };
  if (asOwner && missing.owner) return { ok: true, as: 'owner' };
  if (asOperator && missing.operators > 0) return { ok: true, as: 'operator' };
  return refused({ is: 'word not missing', asOwner, asOperator, ...missing });
}

const same = (one: string, other: string, operators: Config['operators']): boolean =>
  personOf(one, operators) === personOf(other, operators);

const refused = (said: MayNotApprove): { ok: false; said: MayNotApprove } => ({ ok: false, said });
