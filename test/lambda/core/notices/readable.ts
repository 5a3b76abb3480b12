/** JSON in as few lines as can be read: what fits into a line is in one. */
export function readable(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= WIDTH) return shortened(flat);
  const inner = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((item) => readable(item, inner))]
    : ['{', '}', Object.entries(value).map(([name, item]) => `${name}: ${readable(item, inner)}`)];
  return `${open}\n${parts.map((part) => `${inner}${part}`).join('\n')}\n${indent}${close}`;
}

const WIDTH = 150;

/** Names without quotes; what each text has in common is not repeated. */
const shortened = (json: string): string =>
  json
    .replace(/\{"type":"mrkdwn","text":("(?:[^"\\]|\\.)*"),"verbatim":true\}/g, 'mrkdwn $1')
    .replace(/\{"type":"plain_text","text":("(?:[^"\\]|\\.)*"),"emoji":false\}/g, 'plain $1')
    .replace(/"([a-z_]+)":/g, '$1: ');
