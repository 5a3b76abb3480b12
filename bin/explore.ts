/**
 * `npm run explore`: plays every schedule with one harm, and says which left a key behind.
 * `-- --replay ID`: one schedule again. `-- --play NAME`: of one play. `-- --every N`: one schedule in N. `-- --json`: one JSON object.
 */
import { parseArgs } from 'node:util';
import { scheduleOf } from '../rehearsal/explore/schedule';
import { attempt, singles } from '../rehearsal/explore/search';

interface Violation {
  id: string;
  violations: readonly string[];
}

async function main(): Promise<void> {
  const { replay, play, every, json } = parseArgs({
    options: {
      replay: { type: 'string' },
      play: { type: 'string' },
      every: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  }).values;
  const begun = performance.now();
  const all = replay ? [scheduleOf(replay)] : await singles(play);
  const schedules = all.filter((_, i) => i % wholeNumber(every) === 0);
  const kinds: Record<string, number> = {};
  const violations: Violation[] = [];
  for (const schedule of schedules) {
    for (const kind of schedule.harms.length > 0 ? schedule.harms.map((harm) => harm.do) : ['nothing']) {
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    const tried = await attempt(schedule);
    if (tried.violations.length > 0) violations.push({ id: tried.id, violations: tried.violations });
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const result = { schedules: schedules.length, kinds, violations, seconds };
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${pageOf(result)}\n`);
  if (violations.length > 0) process.exitCode = 1;
}

interface Result {
  schedules: number;
  kinds: Record<string, number>;
  violations: readonly Violation[];
  seconds: number;
}

function pageOf({ schedules, kinds, violations, seconds }: Result): string {
  const covered = Object.entries(kinds).map(([kind, n]) => `  ${kind.padEnd(14)} ${n}`);
  const found = violations.map(({ id, violations: what }) => `▲ ${id}\n    ${what.join('\n    ')}`);
  const how = violations.length > 0 ? 'Again: npm run explore -- --replay ID' : 'No key is left behind.';
  return [...covered, ...found, `${schedules} schedules, ${violations.length} violations, ${seconds} s. ${how}`].join(
    '\n',
  );
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1) return n;
  throw new Error(`--every was given "${text}". Wanted: a whole number of at least 1, like 10.`);
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
void main();
