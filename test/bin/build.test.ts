import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const call = promisify(execFile);
const root = join(__dirname, '..', '..');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysunset-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the command line is built as one file that can be called', async () => {
  const built = join(folder, 'keysunset.js');
  await call(process.execPath, [join(root, 'bin', 'build.mjs'), built]);
  const env = { PATH: process.env['PATH'], NODE_PATH: join(root, 'node_modules') };
  const { stdout, stderr } = await call(built, ['stop', '--help'], { env });
  expect(stdout).toContain('Usage: keysunset stop [options] <KEY>');
  expect(stderr).toBe('');
  await expect(call(built, ['stop'], { env })).rejects.toMatchObject({ code: 2 });
});

test('an installation without the tools to build does not fail', async () => {
  await mkdir(join(folder, 'bin'));
  await copyFile(join(root, 'bin', 'build.mjs'), join(folder, 'bin', 'build.mjs'));
  const { stderr } = await call(process.execPath, [join(folder, 'bin', 'build.mjs')]);
  expect(stderr).toContain('esbuild is not installed, dist/ stays as it is.');
});
