import type { NoteOnEnqueued, WhyNotEnqueued } from '../../refusals';
import { neededInEnglish } from '../../rest';
import type { Sayings } from '../told';

/** Why a key is not enqueued, and what whoever enqueued one had better know: in Slack, and at the command line. */
export const refusals: Sayings<WhyNotEnqueued | NoteOnEnqueued> = {
  'not readable': ({ words }) => words,
  'account differs': ({ keyId, given, inside }) =>
    `Account ${given} was given for ${keyId}, whose id says ${inside}. Leave the account out, or give that one.`,
  'account missing': ({ keyId }) =>
    `The account of ${keyId} cannot be read from its id, which is an old one. Give the account.`,
  'account not ours': ({ keyId, accountId, accounts }) =>
    `${keyId} is in account ${accountId}, which is none of ours. ` +
    `Wanted: one of the ${accounts} accounts in the configuration. Add the account there first.`,
  'no reason': () => 'No reason was given. Wanted: why the key is thought unused. Give one.',
  'no such ritual': ({ given, names }) =>
    `There is no ritual “${given}”. Wanted: one of ${names}. Give one of these, or none for the first.`,
  'use counts': ({ because }) =>
    `A reason why use does not count was given (“${because}”), but use counts. Ask for on-use ignore as well.`,
  'use ignored for nothing': () =>
    'Use is to be ignored, and no reason was given. Wanted: why use does not count. Give it as because.',
  unknown: ({ keyId, why }) => `Whether ${keyId} may be retired is unknown: ${why}. Nothing was done. Try again.`,
  absent: ({ keyId, accountName, accountId }) =>
    `There is no key ${keyId} in account ${accountName} (${accountId}). Wanted: a key that exists. Check the id and the account.`,
  root: ({ keyId, accountId }) =>
    `${keyId} belongs to the root user of ${accountId}, which is never touched. Delete it by hand, signed in as root.`,
  'of another user': ({ keyId, given, userName }) =>
    `User ${given} was given for ${keyId}, which belongs to ${userName}. Give that user, or another key.`,
  'protected user': ({ keyId, userName, because }) =>
    neverTouched(keyId, `user ${userName} is on the never-touch list (${because})`),
  'protected key': ({ keyId, because }) => neverTouched(keyId, `key ${keyId} is on the never-touch list (${because})`),
  'protected by tag': ({ keyId, userName, tag, value }) =>
    neverTouched(keyId, `user ${userName} has the tag ${tag}=${value}`),
  retiring: ({ keyId, retirementId, status, enqueuedAt }) =>
    `${keyId} is being retired already (${retirementId}, ${status}, enqueued ${enqueuedAt}). ` +
    'Wanted: a key that is not. Look at it with show, or stop it first.',
  'just touched': ({ keyId, at, after }) =>
    `${keyId} was touched at ${at} by its last retirement. Try again after ${after}.`,
  off: ({ keyId }) =>
    `${keyId} is Inactive: somebody else switched it off, and Keysunset restores only what it switched off itself. ` +
    'Wanted: an Active key. Activate it first, or delete it by hand.',
  'too young': ({ keyId, days, wanted, after }) =>
    `${keyId} is ${days} days old. Wanted: ${wanted} days or more. Enqueue it after ${after}.`,
  'left alone': ({ keyId, until, sign, on, by, words }) =>
    `${keyId} is left alone until ${until}: ${neededInEnglish(sign, on, by, words)}. Wanted: a key that nobody needs. ` +
    'Enqueue it after that; or with again, which its owner is told.',
  'given twice': ({ keyId, line }) => `${keyId} was given in line ${line} already. Give each key once.`,
  'being written': ({ keyId, times }) =>
    `Others are writing about ${keyId} at this moment, ${times} times in a row. Try again.`,
  'not finished': ({ words }) => `Could not be finished: ${words} Try again: what was enqueued is not enqueued twice.`,

  'freeze unknown': ({ why }) =>
    `Whether the world is frozen is unknown (${why}): until it is known, no outage begins.`,
  frozen: ({ since, reason }) => `Frozen since ${since} (${reason}): no outage begins before the thaw.`,
  'needed before': ({ keyId, on, words }) => `Of ${keyId} it was said on ${on} what needs it: “${words}”.`,
};

function neverTouched(keyId: string, protection: string): string {
  return `${keyId} is protected: ${protection}. It is never touched. Choose another key, or end the protection.`;
}
