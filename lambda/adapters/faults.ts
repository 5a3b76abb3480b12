/** Throttled, a fault of theirs (5xx), or not answered: it may pass by itself, and it may have taken effect. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata, code } = error as Error & { $metadata?: { httpStatusCode?: number }; code?: string };
  // Query services leave the ending away, JSON services do not: Throttling, ThrottlingException.
  const name = error.name.replace(/Exception$/, '');
  // The code may be in the message only: the SDK wraps errors that are not of its own realm.
  return passing.has(name) || ($metadata?.httpStatusCode ?? 0) >= 500 || unreached.test(`${code} ${error.message}`);
}

export const saying = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Names of all services in one list: none means something else in another service. */
const passing = new Set([
  ...['Throttling', 'Throttled', 'TooManyRequests', 'RequestLimitExceeded', 'ProvisionedThroughputExceeded'],
  ...['ServiceUnavailable', 'ServiceFailure', 'InternalFailure', 'InternalServerError'],
  ...['RequestTimeout', 'TimeoutError', 'AbortError'],
  // IAM: somebody else changes the same user at this moment.
  ...['ConcurrentModification', 'EntityTemporarilyUnmodifiable'],
]);

const unreached =
  /\b(ECONN[A-Z]+|EPIPE|EPROTO|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b|socket hang up/;
