import type { Config } from '../lambda/core/config';

/** All variables of a function together may have 4 KB (Lambda quotas); the others of ours need less than 700 bytes. */
const ROOM = 3400;

/** The configuration as the functions get it, in KEYSUNSET_CONFIG. */
export function settingOf(config: Config): string {
  const setting = JSON.stringify(config);
  const size = Buffer.byteLength(setting);
  if (size <= ROOM) return setting;
  throw new Error(
    `The configuration has ${size} bytes of JSON; a function's environment has room for ${ROOM}. ` +
      'Leave out holidays and freezes that are over, or shorten names and reasons.',
  );
}
