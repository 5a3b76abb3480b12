/** Why a mutant that no test kills is no test that is missing; `which` is looked for in its line of the page (bin/mutants.ts). */
export const reasons: readonly { reason: string; which: RegExp }[] = [];

/** The reason for a surviving mutant, as docs/reliability.md tells it. */
export const reasonOf = (mutant: string): string =>
  reasons.find(({ which }) => which.test(mutant))?.reason ?? 'No reason: a test is missing';
