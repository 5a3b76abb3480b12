import type { Change } from '../entries';
import { nameIn } from '../rest';
import type { Retirement } from '../retirement';
import type { Duration } from '../time';
import { code, foreign } from './mrkdwn';
import type { Speaking } from './voice';

/** Who did something, in a word: a person's name, the last part of an operator's ARN. Slack fills in a name that we do not have. */
export function nameOf(actor: string, { owner }: Pick<Retirement, 'owner'>): string {
  const { slackUserId, name } = /^slack:(?<slackUserId>[UW][A-Z0-9]+)(?: (?<name>.+))?/.exec(actor)?.groups ?? {};
  if (name) return foreign(name, 80);
  if (owner?.kind === 'person' && owner.slackUserId === slackUserId) return foreign(owner.name, 80);
  if (slackUserId) return `<@${slackUserId}>`;
  return foreign(nameIn(actor), 80);
}

/** Who answers for the key. */
export const ownerName = ({ owner }: Pick<Retirement, 'owner'>, { t }: Pick<Speaking, 't'>): string =>
  owner ? foreign(owner.name, 80) : t.evidence.noOwner;

/** Who changed a key, as CloudTrail names them. Whole: what tells people apart stands at the end of a long ARN. */
export const whoDid = ({ by }: Change): string => foreign(by, 400);

/** What a card says of its key; harmless text. */
export function subjectOf({ subject }: Retirement) {
  return {
    key: foreign(subject.keyId),
    keyInCode: code(subject.keyId),
    user: foreign(subject.userName, 64),
    account: foreign(subject.accountName, 64),
    accountId: foreign(subject.accountId, 12),
  };
}

export const outageOf = ({ ritual }: Retirement, stage: number): Duration => ritual.stages[stage - 1]?.outage ?? 'PT0S';
