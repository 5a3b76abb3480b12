import type { SlackRequest } from './slack-request';
import { ignored, malformed } from './slack-request';
import { fromCommand } from './slack-commands';
import { fromEvents } from './slack-events';
import { fromInteraction } from './slack-interactions';

export type { SlackRequest } from './slack-request';

/** Reads a request whose size and signature have been checked. Nothing is thrown: what cannot be read is `malformed`. */
export function parse(rawBody: string, contentType: string): SlackRequest {
  switch (mediaType(contentType)) {
    case 'application/json':
      return ofJson(rawBody, fromEvents);
    case FORM:
      return fromForm(new URLSearchParams(rawBody));
    default:
      return malformed(`the content type is ${JSON.stringify(contentType.slice(0, 60))}; wanted is a form or JSON`);
  }
}

/** Slack looks now and then whether the certificate is good. It does not sign that. */
export const isSslCheck = (rawBody: string, contentType: string): boolean =>
  mediaType(contentType) === FORM && rawBody.length < 1000 && new URLSearchParams(rawBody).get('ssl_check') === '1';

const FORM = 'application/x-www-form-urlencoded';

const mediaType = (contentType: string): string => (contentType.toLowerCase().split(';')[0] ?? '').trim();

function fromForm(form: URLSearchParams): SlackRequest {
  if (form.get('ssl_check') === '1') return ignored('a check of the certificate');
  const payload = form.get('payload');
  if (payload !== null) return ofJson(payload, fromInteraction);
  return form.has('command') ? fromCommand(form) : malformed('the form has no field "payload" and no "command"');
}

function ofJson(text: string, read: (body: unknown) => SlackRequest): SlackRequest {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return malformed('what was sent is not JSON');
  }
  return read(body);
}
