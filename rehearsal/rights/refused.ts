import type { IncomingMessage } from 'node:http';
import type { Asked, Judge, Refusal } from './judge';

/** At the door of a server: what is said to whoever may not do what it asks for; nothing, where it is allowed. */
export type Refuse = (keyId: string, operation: string, input: Record<string, unknown>) => Promise<string | undefined>;

/** Who signed a request, by the key id in its Authorization header. */
export const keyIdOf = ({ headers }: IncomingMessage): string =>
  /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

/** What AWS says to whoever may not, in whatever protocol. */
export const inWords = ({ by, action, resource, why }: Refusal): string =>
  `User: ${by} is not authorized to perform: ${action} on resource: ${resource} because ${why}`;

/** The first that is refused of what a call needs. */
export async function refusalOf(judge: Judge | undefined, asked: readonly Asked[]): Promise<Refusal | undefined> {
  for (const one of asked) {
    const refusal = await judge?.refusal(one);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Throws what the SDK would throw. */
export async function permit(judge: Judge | undefined, asked: readonly Asked[]): Promise<void> {
  const refusal = await refusalOf(judge, asked);
  if (refusal) throw new NotAllowed(inWords(refusal));
}

class NotAllowed extends Error {
  override readonly name = 'AccessDeniedException';
}
