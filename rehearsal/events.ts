import stack from './generated/stack.json';

/** One rule of the stack: a schedule with its input, or a pattern of events. */
export interface Rule {
  name: string;
  arn: string;
  handler: string;
  schedule?: string;
  input?: unknown;
  pattern?: Pattern;
}

type Pattern = { [field: string]: unknown[] | Pattern };

export const rules: readonly Rule[] = stack.rules;

/** The rules that an event sets off, as EventBridge matches: every field of the pattern holds one of its values. */
export const rulesFor = (event: object): Rule[] =>
  rules.filter(({ pattern }) => pattern !== undefined && matches(pattern, event));

function matches(pattern: Pattern, value: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const given = (value as Record<string, unknown> | null | undefined)?.[field];
    return Array.isArray(wanted) ? wanted.includes(given) : matches(wanted, given);
  });
}

/** Seconds between two runs of a rule that is scheduled: `rate(5 minutes)`. */
export function secondsOf(schedule: string): number {
  const [, n, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  const length = { minute: 60, hour: 3600, day: 86_400 }[unit ?? ''];
  if (!n || !length)
    throw new Error(`The rehearsal does not know the schedule ${schedule}; wanted is rate(n minutes).`);
  return Number(n) * length;
}
