/** Builds the page of `keysunset rehearse --web`: dist/stage. One script and one style sheet; nothing is loaded from elsewhere. */
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const page = 'rehearsal/web/page';

export async function buildPage({ build: bundle }, root, folder) {
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: { stage: `${page}/main.tsx` },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    alias: {
      react: 'preact/compat',
      'react/jsx-runtime': 'preact/jsx-runtime',
      // Only for a block that we never send: it would make up a fifth of the script.
      'react-markdown': `./${page}/no-markdown.ts`,
      'remark-gfm': `./${page}/no-markdown.ts`,
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await mkdir(folder, { recursive: true });
  for (const file of ['index.html', 'keysunset.svg']) await cp(join(root, page, file), join(folder, file));
  await writeFile(join(folder, 'licenses.txt'), await licensesOf(Object.keys(metafile.inputs), root));
}

/** The licences of what went into the script: they ask to be kept with it. */
async function licensesOf(inputs, root) {
  const folders = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? await readFile(join(root, folder, file), 'utf8') : '';
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(78)}\n\n`);
}
