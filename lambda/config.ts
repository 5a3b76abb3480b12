import type * as z from 'zod';
import { schema } from './config/schema';
import type { Config } from './core/config';
import { Refused } from './core/errors';

/** Checks a configuration, given as JSON text or as what it says. Throws Refused with everything that is wrong with it. */
export const parseConfig = (json: unknown): Config => checkedBy(schema, json);

/** The same by another schema. */
export function checkedBy<T>(wanted: z.ZodType<T>, json: unknown): T {
  const parsed = wanted.safeParse(typeof json === 'string' ? fromText(json) : json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(inWords);
  throw new Refused(
    `The configuration has ${problems.length} problem(s). Correct them and try again:\n${problems.join('\n')}`,
  );
}

function fromText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Refused(`The configuration is not JSON: ${String(cause)}. Wanted: one JSON object. Correct it.`, {
      cause,
    });
  }
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => inPath([...issue.path, key])).join(', ');
    return `- ${names}: not known. Wanted: only what the documentation names. Take it out, or look for a typing error.`;
  }
  const given = issue.input === undefined ? 'missing' : JSON.stringify(issue.input);
  return `- ${inPath(issue.path)} is ${given.length > 80 ? `${given.slice(0, 80)}…` : given}. ${issue.message}`;
}

const inPath = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`)).join('') ||
  'the whole';
