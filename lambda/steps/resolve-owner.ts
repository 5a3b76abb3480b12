import type { Config } from '../core/config';
import type { Owner } from '../core/entries';
import type { KeyInspector, Messenger } from '../core/ports';
import type { Retirement } from '../core/retirement';

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
  { slack }: Pick<Config, 'slack'>,
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
  const { id, name } = slack.fallbackChannel;
  return { owner: { kind: 'channel', channel: id, name, found: 'the fallback channel' }, tried };
}

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
  { owner, subject, evidence }: Retirement,
  { config, messenger, inspector }: Ports,
): Promise<Resolved | undefined> {
  if (owner?.kind !== 'person') return undefined;
  const person = await messenger.person(owner.slackUserId);
  if (!person.known || person.value !== 'nobody') return undefined;
  const tags = await inspector.tags(subject);
  const next = await resolveOwner(tags.known ? tags.value : (evidence?.tags ?? {}), config, messenger);
  return { ...next, tried: [`${owner.name} (${owner.found}) has left Slack`, ...next.tried] };
}
