export type KeyId = { ok: true; keyId: string; accountId?: string } | { ok: false; why: string };

/** Reads an access key id, and the account number that is inside the newer ones. */
export function parseKeyId(text: string): KeyId {
  const keyId = text.trim();
  const kind = otherKinds[keyId.slice(0, 4).toUpperCase()];
  if (kind && sameForm.test(keyId)) {
    return { ok: false, why: `${keyId} is ${kind}. Give the id of an IAM user’s access key: it begins with AKIA.` };
  }
  if (!wellFormed.test(keyId)) return { ok: false, why: malformed(keyId) };
  const accountId = accountIn(keyId);
  return { ok: true, keyId, ...(accountId && { accountId }) };
}

const wellFormed = /^AKIA[A-Z2-7]{16}$/;

const sameForm = /^[A-Z0-9]{12,128}$/i;

/** IAM's unique identifiers by their prefix (IAM user guide, "Understanding unique ID prefixes"). */
const otherKinds: Partial<Record<string, string>> = {
  ABIA: 'an AWS STS service bearer token',
  ACCA: 'a context-specific credential',
  AGPA: 'the id of a user group',
  AIDA: 'the id of an IAM user',
  AIPA: 'the id of an EC2 instance profile',
  ANPA: 'the id of a managed policy',
  ANVA: 'the id of a version of a managed policy',
  APKA: 'the id of a public key',
  AROA: 'the id of a role',
  ASCA: 'the id of a certificate',
  ASIA: 'a temporary key of AWS STS, which ends by itself and cannot be switched off',
};

/** What is no key id may be a secret that went into the wrong field: only ids are repeated. */
function malformed(keyId: string): string {
  const wanted = 'Wanted: AKIA and 16 of A-Z and 2-7, 20 characters in all. Copy it from the IAM console.';
  if (keyId === '') return `No access key id was given. ${wanted}`;
  if (wellFormed.test(keyId.toUpperCase())) return `${keyId} is in lower case. ${wanted}`;
  if (keyId.startsWith('AKIA') && keyId.length <= 24) return `${keyId} is not an access key id. ${wanted}`;
  return `What was given (${keyId.length} characters) is not an access key id. ${wanted}`;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account number of a new-generation id, which has the first bit after the prefix set; older ids hold none.
 * Not documented by AWS: awsteele.com, "AWS Access Key ID formats" (2020), and labs.withsecure.com on 3,000 ids.
 */
function accountIn(keyId: string): string | undefined {
  const bits = [...keyId.slice(4, 14)].reduce((value, letter) => value * 32n + BigInt(base32.indexOf(letter)), 0n);
  if (bits >> 49n === 0n) return undefined;
  const account = ((bits >> 9n) & ((1n << 40n) - 1n)).toString();
  return account.length > 12 ? undefined : account.padStart(12, '0');
}
