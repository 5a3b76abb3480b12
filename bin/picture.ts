import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from '../lib/generated';
import { synthesizedFacts } from '../lib/synthesized';

// npm run picture: writes what the rehearsal and the docs show of the stack. A test fails when it was forgotten.
for (const { path, content } of generatedFiles(synthesizedFacts())) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
