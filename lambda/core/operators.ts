import type { As } from './entries';
import type { Config, Operator } from './config';
import type { Retirement } from './retirement';

type Operators = readonly Operator[] | undefined;

/**
 * One word for the person behind an actor, so that nobody counts twice: an operator's name, by whichever way in; else the
 * Slack user. Names are compared without regard to case, since IAM tells no two apart by it.
 */
export function personOf(actor: string, operators: Operators): string {
  const slackUserId = slackUserIn(actor);
  if (!slackUserId) return nameIn(actor);
  const operator = operators?.find((one) => one.slackUserId === slackUserId);
  return operator ? operator.name.toLowerCase() : slackUserId;
}

/** In which capacities somebody may answer for a key. A channel answers through whoever is in it: there `channel` is where they spoke. */
export function capacitiesOf(
  actor: string,
  r: Pick<Retirement, 'owner' | 'told'>,
  { operators }: Pick<Config, 'operators'>,
  channel?: string,
): As[] {
  const slackUserId = slackUserIn(actor);
  if (!slackUserId) return ['operator'];
  const { owner, told } = r;
  const card = told.findLast(({ about }) => about === 'first' || about === 'card');
  const isOwner = owner?.kind === 'person' ? owner.slackUserId === slackUserId : card?.channel === channel;
  const isOperator = operators?.some((one) => one.slackUserId === slackUserId) ?? false;
  return [
    ...(owner && channel !== undefined && isOwner ? (['owner'] as const) : []),
    ...(isOperator ? (['operator'] as const) : []),
  ];
}

/** Whether somebody is one, wherever they speak. */
export const isOperator = (actor: string, config: Pick<Config, 'operators'>): boolean =>
  capacitiesOf(actor, { told: [] }, config).includes('operator');

const slackUserIn = (actor: string): string | undefined => /^slack:(\S+)/.exec(actor)?.[1];

/** `operator arn:aws:sts::1:assumed-role/sre/kenji.sato` is kenji.sato. */
const nameIn = (actor: string): string => actor.slice(actor.lastIndexOf('/') + 1).toLowerCase();
