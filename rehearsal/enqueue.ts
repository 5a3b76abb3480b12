import type { Cloud } from './cloud';
import { askTheDoor } from './operators';
import type { Part } from './rehearse';

/** Enqueues all of them through the operator's door, as the command line does; answers why some were refused, by key. */
export async function enqueue(cloud: Cloud, parts: readonly Part[]): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  const MOST = 100;
  for (let first = 0; first < parts.length; first += MOST) {
    const rows = parts
      .slice(first, first + MOST)
      .map(({ keyId, userName, accountId, row }, i) => ({ line: first + i + 1, keyId, userName, accountId, ...row }));
    const { body, statusCode } = await askTheDoor(cloud, {
      routeKey: 'POST /retirements',
      body: JSON.stringify({ rows }),
    });
    if (statusCode !== 200) throw new Error(`The operator door answered ${statusCode}: ${body}`);
    const { results } = JSON.parse(body) as {
      results: ({ keyId: string } & ({ ok: true } | { ok: false; error: string }))[];
    };
    for (const result of results) if (!result.ok) refused.set(result.keyId, result.error);
  }
  return refused;
}
