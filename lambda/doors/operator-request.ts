import type * as z from 'zod';
import { Refused } from '../core/errors';
import { parseKeyId } from '../core/key-id';

/** What API Gateway (HTTP API, payload 2.0, IAM authorizer) hands over, as far as the operator door looks at it. */
export interface OperatorEvent {
  /** `POST /retirements/{keyId}/stop` */
  routeKey: string;
  pathParameters?: Record<string, string | undefined> | undefined;
  queryStringParameters?: Record<string, string | undefined> | undefined;
  body?: string | undefined;
  isBase64Encoded?: boolean | undefined;
  requestContext: { authorizer?: { iam?: { userArn?: string | undefined } | undefined } | undefined };
}

export interface OperatorReply {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer in JSON. */
export const reply = (statusCode: number, body: object): OperatorReply => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** The key that the path names. Throws Refused with what is wrong. */
export function keyOf({ pathParameters }: OperatorEvent): string {
  const parsed = parseKeyId(pathParameters?.['keyId'] ?? '');
  if (!parsed.ok) throw new Refused(parsed.why);
  return parsed.keyId;
}

const MOST_BYTES = 1_000_000;

/** The request's body, checked. Throws Refused with what is wrong. */
export function bodyOf<T>({ body = '', isBase64Encoded }: OperatorEvent, wanted: z.ZodType<T>): T {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    throw new Refused(`The request has ${bytes} bytes. Wanted: ${MOST_BYTES} at most. Send it in several requests.`);
  }
  return checked(wanted, fromJson(text));
}

/** A value of the wanted form. Throws Refused with what is wrong. */
export function checked<T>(wanted: z.ZodType<T>, given: unknown): T {
  const parsed = wanted.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refused(parsed.error.issues.map(inWords).join(' '));
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refused('The request’s body is not JSON. Wanted: one JSON object. Correct it and send it again.', {
      cause,
    });
  }
}

const inWords = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.length > 0 ? path.map(String).join('.') : 'What was sent'}: ${message}.`;
