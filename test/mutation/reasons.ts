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
    reason: 'Of two moments that are one either may be taken for the earliest, or the latest',
    which: /core\/time\.ts:\d+ EqualityOperator: `other ([<>]) (least|last)` → `other \1= \2`/,
  },
  {
    reason:
      'The other side of the bound comes to the same: a reminder at the end itself is left out by the line after it',
    which: /standing\.ts:\d+ EqualityOperator: `next >= end` → `next > end`/,
  },
  {
    reason: 'The other side of the bound comes to the same: a whole day has neither hours nor minutes beside it',
    which: /lengths\.ts:\d+ EqualityOperator: `length < seconds\.day` → `length <= seconds\.day`/,
  },
  {
    reason: 'A clock that is as far ahead as behind was set back between question and answer: neither is right',
    which: /doctor\/hub\.ts:\d+ EqualityOperator: `ahead > behind` → `ahead >= behind`/,
  },
  {
    reason:
      'What is remembered from before is reckoned anew, or one process knows one configuration: it comes to the same',
    which: /(calendar\.ts:\d+ ConditionalExpression: `!days\.has|standing\.ts:\d+ \w+: `known)/,
  },
  {
    reason: 'A shorter way for lengths without days: the way by the calendar comes to the same moment, in more time',
    which: /time\.ts:\d+ ConditionalExpression: `years === 0 && months === 0 && .*` → `false`/,
  },
  {
    reason: 'Among moments it is the last in order, and among names nobody’s: it is never chosen',
    which: /(late|watch|claim|evolve|approvals)\.ts:\d+ ArrayDeclaration: `.*` → `\["Stryker was here"\]`/,
  },
  {
    reason: 'The words of a text that tests quote in part',
    which: /(control|ritual|key-id)\.ts:\d+ (StringLiteral|ArithmeticOperator)/,
  },
];

/** The reason for a surviving mutant, as docs/reliability.md tells it. */
export const reasonOf = (mutant: string): string =>
  reasons.find(({ which }) => which.test(mutant))?.reason ?? 'No reason: a test is missing';
