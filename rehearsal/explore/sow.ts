import { readFileSync } from 'node:fs';
import type { Seed } from './seeds';

/** The text of a file with the seeded fault in it, as it is where the fault is elsewhere. Throws where an edit does not fit exactly once. */
export function withEdits(path: string, { name, edits }: Seed): string {
  return edits
    .filter(({ file }) => path.endsWith(`/${file}`))
    .reduce(
      (text, { file, from, to }) => {
        const times = text.split(from).length - 1;
        if (times === 1) return text.replace(from, () => to);
        throw new Error(
          `The seeded fault “${name}” fits ${file} ${times} times. Wanted: once. Change the seed in rehearsal/explore/seeds.ts as the file has changed: ${from}`,
        );
      },
      readFileSync(path, 'utf8'),
    );
}
