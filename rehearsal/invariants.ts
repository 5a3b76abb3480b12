import { acrossKeys } from './invariants/across-keys';
import { histories } from './invariants/history';
import type { Evidence } from './invariants/history';
import { perKey } from './invariants/per-key';

export interface Violation {
  invariant: string;
  keyId: string;
  what: string;
}

/** I1 to I10 (docs/architecture.md), each checked on its own. */
export function violations(evidence: Evidence): Violation[] {
  const keys = histories(evidence);
  const found: Violation[] = [];
  for (const [invariant, check] of Object.entries(perKey)) {
    for (const key of keys) for (const what of check(key, evidence)) found.push({ invariant, keyId: key.keyId, what });
  }
  for (const [invariant, check] of Object.entries(acrossKeys)) {
    for (const { keyId, what } of check(keys, evidence)) found.push({ invariant, keyId, what });
  }
  return found;
}

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const;
