import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dependencies } from '../../package.json';

const call = promisify(execFile);
const root = join(__dirname, '..', '..');
let folder = '';
let program = '';

// What `npm pack` would be run on, and what an installation finds beside it: dependencies, and no devDependencies.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysunset-'));
  program = join(folder, 'dist', 'keysunset.js');
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  await call(process.execPath, [join(root, 'bin', 'build.mjs'), program]);
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link);
  }
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

test('everything that is built is in the package', async () => {
  const { stdout } = await call('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
    cwd: folder,
  });
  const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const built = await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true });
  const files = built.filter((entry) => entry.isFile()).map(({ name, parentPath }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(10);
  expect(packed.files.map(({ path }) => join(folder, path))).toEqual(expect.arrayContaining(files));
}, 30_000);

test('every module that the program loads is a dependency, none a devDependency only', async () => {
  const text = await readFile(program, 'utf8');
  const loaded = [...text.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name = '']) => name);
  const modules = loaded.filter((name) => !isBuiltin(name)).map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]);
  expect(modules).toContain('commander');
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(modules));
});

test('an installation can rehearse', async () => {
  const words = ['rehearse', '--keys', '1', '--in-process', '--stop-after', 'PT1S', '--json'];
  const { stdout } = await call(program, words, { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ keys: [{ outcome: 'kept' }], invariants: { violated: [] } });
}, 30_000);
