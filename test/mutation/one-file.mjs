import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

// Mutation testing runs the tests some thousands of times, and loading forty files each time is most of it: here they are one
// (stryker.config.mjs). Not purity: it lints files that are not there, and no mutant can change what it finds.
const root = join('test', 'lambda');
// For a part that has tests of its own: what only others would kill is then told as not killed.
const wanted = new RegExp(process.env['KEYSUNSET_MUTATION_TESTS'] ?? '');
const tests = [
  ...readdirSync(join(root, 'core'), { recursive: true }).map((path) => join('core', path)),
  ...readdirSync(join(root, 'steps')).map((path) => join('steps', path)),
  ...readdirSync(root),
].filter((path) => path.endsWith('.test.ts') && !path.endsWith('purity.test.ts') && wanted.test(path));

// A file that a mutant keeps from loading is a test that fails, not a run that cannot be judged.
const load = (path) => `try { require('./${path.slice(0, -3)}'); } catch (e) { beforeAll(() => { throw e; }); }\n`;

const all = join(root, 'all-in-one.ts');
writeFileSync(all, tests.sort().map(load).join(''));
await build({
  entryPoints: [all],
  outfile: join(root, 'all-in-one.test.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Has a part of its own for each platform.
  external: ['dynalite'],
  logLevel: 'warning',
});
