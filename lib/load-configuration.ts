import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, resolve } from 'node:path';
import type { Config } from '../lambda/core/config';
import { Refused } from '../lambda/core/errors';
import { parseConfiguration } from './configuration';
import type { Hub } from './configuration';
import { exampleConfig, exampleHub } from './example-config';

export const CONFIGURATION_FILE = 'keysunset.config.ts';

/** What may be said beside the file. */
interface Asked {
  /** TypeScript or JSON; `keysunset.config.ts` where it is left out. */
  file?: string | undefined;
  /** In place of what the file says. */
  hub?: { [field in keyof Hub]: string | undefined };
}

/** What is to be deployed. `example`: there is no file, and it is the example company's. */
export interface Loaded {
  config: Config;
  hub: Hub;
  example: boolean;
}

/** Reads and checks the configuration. Throws Refused with everything that is wrong with it. */
export function loadConfiguration({ file, hub = none }: Asked, folder: string): Loaded {
  const path = resolve(folder, file ?? CONFIGURATION_FILE);
  const example = file === undefined && !existsSync(path);
  const given = example ? { ...exampleConfig, hub: exampleHub } : contentOf(path);
  const { hub: where, ...config } = parseConfiguration(withHub(given, hub));
  return { config, hub: where, example };
}

const none = { account: undefined, region: undefined };

function contentOf(path: string): unknown {
  if (!existsSync(path)) {
    throw new Refused(`There is no ${path}. Wanted: the configuration. Write one with \`npx keysunset init\`.`);
  }
  if (extname(path) === '.json') return fromJson(path);
  const { default: given } = createRequire(__filename)(path) as { default?: unknown };
  if (given !== undefined) return given;
  throw new Refused(`${path} exports nothing. Wanted: \`export default { … } satisfies Configuration\`.`);
}

function fromJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Refused(`${path} is not JSON: ${String(cause)}. Wanted: one JSON object. Correct it.`, { cause });
  }
}

/** A file may leave the hub out where it is said beside it. */
function withHub(given: unknown, { account, region }: NonNullable<Asked['hub']>): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const said = { ...(account && { account }), ...(region && { region }) };
  if (Object.keys(said).length === 0) return given;
  return { ...given, hub: { ...('hub' in given && (given.hub as object)), ...said } };
}
