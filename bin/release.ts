import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../package.json';
import { synthesizedFacts } from '../lib/synthesized';
import { filesOf, keptReleases, presentRelease, versionsIn, whyNotKept } from '../rehearsal/releases';

// npm run release: keeps what this version leaves behind for later ones. A test fails when it was forgotten.
async function keep(): Promise<string | undefined> {
  const facts = synthesizedFacts();
  const kept = keptReleases().find((release) => release.version === version);
  const changelog = readFileSync(join(__dirname, '../CHANGELOG.md'), 'utf8');
  const why = whyNotKept(version, facts, kept, changelog);
  // What was released is never written again: its chains are to be as that release wrote them.
  if (why || (kept && versionsIn(changelog).get(version))) return why;
  for (const { path, content } of filesOf(await presentRelease(version, facts))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return undefined;
}

void keep().then((why) => {
  if (!why) return;
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
});
