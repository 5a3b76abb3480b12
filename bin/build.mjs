/** Builds the command line, dist/keysunset.js, and the rehearsal's page beside it. Run by `npm prepare`: in a checkout, and before the package is packed. */
import { chmod, cp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = process.argv[2] ?? `${root}dist/keysunset.js`;

/** Node 20 warns when it has to load these with require: they are taken in. */
const esModules = ['temporal-polyfill', 'yoctocolors'];

const esbuild = await import('esbuild').catch(() => undefined);
if (esbuild) {
  await build(esbuild);
} else {
  // Installed without devDependencies: dist/ came with the package, and there is nothing to build with.
  console.error('keysunset: esbuild is not installed, dist/ stays as it is.');
}

async function build({ build: bundle }) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  const others = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !esModules.includes(name));
  await bundle({
    absWorkingDir: root,
    entryPoints: ['bin/keysunset.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: others.flatMap((name) => [name, `${name}/*`]),
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  await chmod(outfile, 0o755);
  // The rehearsal reads its company, and serves its page, from files beside the program.
  const { buildPage } = await import('./build-page.mjs');
  await buildPage({ build: bundle }, root, join(dirname(outfile), 'stage'));
  await cp(`${root}rehearsal/company`, join(dirname(outfile), 'company'), { recursive: true });
}
