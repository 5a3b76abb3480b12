import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from '../lib/generated';
import { exampleStacks, synthesizedFacts, synthesizedPolicies } from '../lib/synthesized';

// npm run picture: writes what the rehearsal and the docs show of the stack. A test fails when it was forgotten.
const stacks = exampleStacks();
for (const { path, content } of generatedFiles(synthesizedFacts(stacks), synthesizedPolicies(stacks))) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
