/** An HTTP request as it came: the signature is over the raw body. Header names in lower case. */
export interface DoorRequest {
  headers: Record<string, string | undefined>;
  rawBody: string | Uint8Array;
}

export interface DoorResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Slack is content. */
export const done = (body = ''): DoorResponse => plain(200, body);

/** What Slack is to do with a form, or to say to whoever typed a command. */
export const answerJson = (answer: object): DoorResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(answer),
});

/** Said to whoever typed a command, and to nobody else. */
export const answeredTo = (text: string): DoorResponse => answerJson({ response_type: 'ephemeral', text });

/** Nothing was done, and asking again will not help: Slack is told not to send an event again. */
export const turnedDown = (status: 400 | 401 | 403 | 404 | 413, why: string): DoorResponse =>
  plain(status, `Turned down: ${why}.`, { 'x-slack-no-retry': '1' });

/** It may pass by itself: Slack shows its warning sign beside the button, and sends an event again. */
export const notNow = (why: string): DoorResponse => plain(503, `Not done: ${why} Try again.`);

const plain = (status: number, body: string, more: Record<string, string> = {}): DoorResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...more },
  body,
});

/** What the card and 12,000 typed characters come to, as Slack writes Japanese in JSON, with room. */
export const MOST_BYTES = 256 * 1024;

/** How large it is; for what is too large, that it is so, without going through it. */
export const sizeOf = (rawBody: string | Uint8Array): number =>
  typeof rawBody === 'string' && rawBody.length <= MOST_BYTES ? Buffer.byteLength(rawBody) : rawBody.length;

/** A Lambda event's body, and no more of it than shows that it is too large. */
export function rawBodyOf({ body = '', isBase64Encoded }: { body?: string; isBase64Encoded: boolean }): Uint8Array {
  return isBase64Encoded
    ? Buffer.from(body.slice(0, 4 * Math.ceil((MOST_BYTES + 1) / 3)), 'base64')
    : Buffer.from(body.slice(0, MOST_BYTES + 1));
}
