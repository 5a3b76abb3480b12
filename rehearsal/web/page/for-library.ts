import type { Json } from '../../slack/forms';

/**
 * The blocks as the library wants them. Where Slack takes a text as it stands, and only makes no links of what it finds in it, the
 * library would not read its markup at all; and it leaves it to us to write “(optional)”, as Slack does itself.
 */
export const forLibrary = (blocks: readonly Json[], optional: string): Json[] =>
  blocks.map((block) => {
    const { label, ...rest } = withMarkup(block) as Json & { label?: { text: string } };
    if (!label) return rest;
    const text = rest['type'] === 'input' && rest['optional'] === true ? `${label.text}${optional}` : label.text;
    return { ...rest, label: { ...label, text } };
  });

function withMarkup(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMarkup);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'verbatim');
  return Object.fromEntries(entries.map(([name, each]) => [name, withMarkup(each)]));
}

/** The library takes whatever stands between two colons for an emoji: of 14:03:05, of an ARN, of IPv6. It is given back as it was. */
export function emojiOrText(name: string, drawn: string): string {
  if (name.startsWith(':')) return name;
  return drawn === '' || drawn === name ? `:${name}:` : drawn;
}
