import type { Said } from '../../said';
import type { Sayings } from '../told';

/** What is told to whoever answered, approved or stopped: in the thread, and at the command line. */
export const said: Sayings<Said> = {
  'put off': ({ keyId, day, backFirst }) =>
    `Noted: ${keyId} is not switched off before ${day}, and you are told the day before.${first(backFirst)}`,
  'handed on': ({ keyId, to, backFirst }) =>
    `Noted: ${to ? `${to} is` : 'the operators are'} asked about ${keyId}, with a whole notice period before anything happens.${first(backFirst)}`,
  'use dismissed': ({ keyId }) =>
    `Use of ${keyId} until now does not count. It goes on; later use is asked about again.`,
  approved: ({ keyId, as }) =>
    `Noted: ${keyId} may be deleted, says the ${as}. Stop still works until the deletion begins.`,
  'need told': ({ keyId }) => `Noted: what needs ${keyId}. Whoever looks at it next reads it.`,
  'batch released': ({ keyId }) => `The others of its batch wait for ${keyId} no longer.`,

  'it ends': ({ keyId }) => `It is too late for that: the retirement of ${keyId} is ending.`,
  'has not begun': ({ keyId }) =>
    `${keyId} has not begun: nobody was told yet. Stop it, and enqueue it again when it may.`,
  'not theirs': ({ keyId }) =>
    `Only the owner or an operator can put off what comes for ${keyId}. Anybody may press Stop.`,
  'another day': ({ given, first: from, last, most }) =>
    `${given} was given. Wanted: a day from ${from} to ${last}, ${most} days ahead at most. Who needs the key for longer presses Stop.`,
  'theirs already': ({ keyId }) => `${keyId} is theirs already. Wanted: somebody else, or nobody.`,
  'nothing asked': ({ keyId }) => `Nothing is asked any more about that use of ${keyId}.`,
  'use not theirs': ({ keyId }) =>
    `Only the owner or an operator can say that a use of ${keyId} does not count. Anybody may press Stop.`,
  'no approval asked': ({ keyId }) => `The ritual of ${keyId} asks for no approval: nothing was done.`,
  'not off for the last time': ({ keyId }) =>
    `${keyId} is not off for the last time yet. Approve its deletion once it is: more is known then.`,
  'asked themselves': ({ keyId }) => `You asked for ${keyId} to be retired. Wanted: somebody else’s word.`,
  'no word of theirs': ({ keyId }) => `Wanted: the word of the owner of ${keyId}, or of an operator.`,
  'word given': ({ keyId }) => `Your word on ${keyId} is in the ledger already. Wanted: another person’s as well.`,
  'word not missing': ({ asOwner, asOperator, owner, operators }) => {
    const of = [...(asOwner ? ['owner'] : []), ...(asOperator ? ['operator'] : [])].join(' or ');
    return `The word of ${of} is not missing. Wanted: ${missing(owner, operators)}.`;
  },
  'need not asked': ({ keyId }) => `Nothing is asked yet about what needs ${keyId}. Who needs it presses Stop.`,
  'no canary': ({ keyId }) => `${keyId} is no canary: no other key waits for it.`,
  'released already': ({ keyId, at }) => `The batch of ${keyId} was released already, at ${at}.`,
  'later one begun': ({ keyId }) => `This retirement of ${keyId} has ended, and a later one has begun.`,
  'nothing to answer': ({ keyId }) => `${keyId} was never enqueued, so there is nothing to answer.`,

  stopped: ({ keyId, off, slowly }) =>
    `Stopped. ${keyId} ${off ? `is being switched back on${slowly ? ' by the watchdog, within 6 minutes' : ''}` : 'stays on'}.`,
  'deletion begun': ({ keyId }) =>
    `Too late: the deletion of ${keyId} has begun. If it does not go through, the key is switched back on.`,
  'was deleted': ({ keyId, at }) =>
    `${keyId} was deleted at ${at}. A deleted key cannot be brought back: what needs it takes a role or a new key.`,
  'was gone': ({ keyId, at }) => `${keyId} was deleted by somebody else before ${at}; Keysunset cannot bring it back.`,
  'was left': ({ keyId, at }) =>
    `${keyId} was switched off by somebody else and left as found at ${at}. Ask them before switching it on.`,
  'has ended': ({ keyId, at }) => `This has ended already, at ${at}: ${keyId} is on and stays on.`,
  'stop the later one': ({ keyId }) =>
    `This retirement of ${keyId} has ended, and a later one has begun. Stop that one.`,
  'nothing to stop': ({ keyId }) => `${keyId} was never enqueued, so there is nothing to stop.`,
};

function first(backFirst: boolean): string {
  return backFirst ? ' It is switched back on first.' : '';
}

function missing(owner: boolean, operators: number): string {
  const some = operators === 1 ? 'one operator' : `${operators} operators`;
  return [...(owner ? ['the owner'] : []), ...(operators > 0 ? [some] : [])].join(' and ');
}
