import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The built page lies beside the program, in dist/stage. */
export const builtPage = join(__dirname, 'stage');

/** What is served, by path: nothing else is read from the disk. */
const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/stage.js': ['stage.js', 'text/javascript; charset=utf-8'],
  '/stage.css': ['stage.css', 'text/css; charset=utf-8'],
  '/keysunset.svg': ['keysunset.svg', 'image/svg+xml'],
  '/licenses.txt': ['licenses.txt', 'text/plain; charset=utf-8'],
};

export interface Asset {
  type: string;
  body: Buffer;
}

/** A file of the page; `undefined` where there is none of that path. */
export async function assetAt(path: string, folder: string): Promise<Asset | undefined> {
  const [name, type] = Object.hasOwn(files, path) ? (files[path] ?? []) : [];
  return name === undefined || type === undefined ? undefined : { type, body: await readFile(join(folder, name)) };
}
