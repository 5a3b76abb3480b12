import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const REQUIREMENTS = join(__dirname, 'requirements.txt');
const FOLDER = join(ROOT, '.venv-conformance');

/** A Python of its own with moto, made where there is none or where the requirements have changed; the path of its interpreter. */
export function pythonWithMoto(): string {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const mark = join(FOLDER, 'requirements.sha256');
  const python = join(FOLDER, 'bin/python');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return python;
  const system = pythonOf(process.env['KEYSUNSET_PYTHON']);
  process.stderr.write(`Installing moto into ${FOLDER} …\n`);
  rmSync(FOLDER, { recursive: true, force: true });
  run(system, ['-m', 'venv', FOLDER], 'On Debian: apt-get install python3-venv.');
  const offline = 'It needs a Python package registry that has these versions (pip config list).';
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS], offline);
  writeFileSync(mark, wanted);
  return python;
}

const WANTED = 'Wanted: Python 3.11 or later with venv and pip (Debian: apt-get install python3 python3-venv).';

/** The one that is asked for, or the first that is there and young enough. */
function pythonOf(given: string | undefined): string {
  const tried: string[] = [];
  for (const name of given ? [given] : ['python3', 'python3.11', 'python3.12', 'python3.13', 'python']) {
    const version = versionOf(name);
    if (version && (version[0] > 3 || (version[0] === 3 && version[1] >= 11))) return name;
    tried.push(`${name}: ${version ? version.join('.') : 'not there'}`);
  }
  throw new Error(
    `The conformance tests need Python. Found: ${tried.join(', ')}. ${WANTED} Or give its path in KEYSUNSET_PYTHON.`,
  );
}

function versionOf(name: string): [number, number] | undefined {
  try {
    const said = execFileSync(name, ['-c', 'import sys; print(sys.version_info[0], sys.version_info[1])'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [major = 0, minor = 0] = said.toString().trim().split(' ').map(Number);
    return [major, minor];
  } catch {
    return undefined;
  }
}

function run(command: string, args: readonly string[], todo: string): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (cause) {
    rmSync(FOLDER, { recursive: true, force: true });
    throw new Error(`${command} ${args.join(' ')} failed. ${todo} ${WANTED}`, { cause });
  }
}
