/** Why a mutant that no test kills is no test that is missing; `which` is looked for in its line of the page (bin/mutants.ts). */
export const reasons: readonly { reason: string; which: RegExp }[] = [
  {
    reason: 'The text of an error that cannot happen: the types ask for what the code has made sure of before',
    which:
      /StringLiteral: .*(touches no key|is promised, yet|has no retirement|no owner is resolved|there is no card yet)/,
  },
  {
    reason: 'The name of a step that records nothing, and that nobody overtakes: it is written nowhere',
    which: /steps\/hold\.ts:\d+ StringLiteral: `'hold'`/,
  },
  {
    reason: 'What is of the same moment was put in order before: “earlier” and “no later” say the same there',
    which: /EqualityOperator: `a\.at < b\.at` → `a\.at <= b\.at`/,
  },
];

/** The reason for a surviving mutant, as docs/reliability.md tells it. */
export const reasonOf = (mutant: string): string =>
  reasons.find(({ which }) => which.test(mutant))?.reason ?? 'No reason: a test is missing';
