import type { Config } from '../core/config';
import type { Owner } from '../core/entries';
import type { KeyInspector, Messenger } from '../core/ports';
import type { Retirement } from '../core/retirement';

type Slack = Pick<Config, 'slack'>;

export interface Resolved {
  owner: Owner;
  /** Who was looked for and not found, in words, for the ledger and the notice. */
  tried: string[];
}

/**
 * Who answers for a key: the person named by a tag of its user; where there is none, or they have left, the team's channel;
 * at last the fallback channel. Throws where Slack cannot tell: an owner who could not be read is not an owner who left.
 */
export async function resolveOwner(
  tags: Record<string, string>,
  { slack }: Slack,
  messenger: Pick<Messenger, 'personByEmail'>,
): Promise<Resolved> {
  const tried: string[] = [];
  for (const tag of slack.ownerTags) {
    const email = tags[tag];
    if (!email) continue;
    const person = await messenger.personByEmail(email);
    if (!person.known) throw new Error(`${email} (tag ${tag}) could not be looked up in Slack: ${person.why}`);
    if (person.value !== 'nobody') return { owner: { kind: 'person', ...person.value, found: `tag ${tag}` }, tried };
    tried.push(`${email} (tag ${tag}) is not in Slack, or has left`);
  }
  const tag = slack.channelTags.find((name) => tags[name]);
  const channel = tag && tags[tag];
  if (channel) return { owner: { kind: 'channel', channel, name: channel, found: `tag ${tag}` }, tried };
  return { owner: fallback(slack), tried };
}

/** The same where somebody has said whose it is: that person; the operators where they have left, or where it is nobody's. */
export async function resolveNamed(
  { slackUserId, by }: { slackUserId?: string; by: string },
  { slack }: Slack,
  messenger: Pick<Messenger, 'person'>,
): Promise<Resolved> {
  if (!slackUserId) return { owner: fallback(slack), tried: [] };
  const person = await messenger.person(slackUserId);
  if (!person.known) throw new Error(`${slackUserId} (named by ${by}) could not be looked up in Slack: ${person.why}`);
  if (person.value === 'nobody') {
    return { owner: fallback(slack), tried: [`${slackUserId} (named by ${by}) is not in Slack, or has left`] };
  }
  return { owner: { kind: 'person', ...person.value, found: `named by ${by}` }, tried: [] };
}

const fallback = ({ fallbackChannel: { id, name } }: Slack['slack']): Owner => ({
  kind: 'channel',
  channel: id,
  name,
  found: 'the fallback channel',
});

interface Ports {
  config: Pick<Config, 'slack'>;
  messenger: Pick<Messenger, 'person' | 'personByEmail'>;
  inspector: Pick<KeyInspector, 'tags'>;
}

/**
 * Who is told from now on, where the person who was told before has left Slack since; `undefined` where they are there, or that cannot
 * be told: who could not be looked up has not left.
 */
export async function successorOf(
  { owner, subject, evidence, handedOn }: Retirement,
  { config, messenger, inspector }: Ports,
): Promise<Resolved | undefined> {
  if (owner?.kind !== 'person') return undefined;
  const person = await messenger.person(owner.slackUserId);
  if (!person.known || person.value !== 'nobody') return undefined;
  const left = `${owner.name} (${owner.found}) has left Slack`;
  // Whoever the tag names has said that it is not theirs.
  if (handedOn) return { owner: fallback(config.slack), tried: [left] };
  const tags = await inspector.tags(subject);
  const next = await resolveOwner(tags.known ? tags.value : (evidence?.tags ?? {}), config, messenger);
  return { ...next, tried: [left, ...next.tried] };
}
