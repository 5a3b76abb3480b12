import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Mutation testing runs the tests some thousands of times, and loading forty files each time is most of it: here they are one
// (stryker.config.mjs). Not purity: it lints files that are not there, and no mutant can change what it finds.
const root = join('test', 'lambda');
const tests = [
  ...readdirSync(join(root, 'core'), { recursive: true }).map((path) => join('core', path)),
  ...readdirSync(join(root, 'steps')).map((path) => join('steps', path)),
  ...readdirSync(root),
].filter((path) => path.endsWith('.test.ts') && !path.endsWith('purity.test.ts'));

// A file that a mutant keeps from loading is a test that fails, not a run that cannot be judged.
const load = (path) => `try { require('./${path.slice(0, -3)}'); } catch (e) { beforeAll(() => { throw e; }); }\n`;

writeFileSync(join(root, 'all-in-one.test.ts'), tests.sort().map(load).join(''));
