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
    reason:
      'A bound moved by the one moment, or the one number, at which both sides of it come to the same, or which another line decides',
    which: /EqualityOperator: `(.*) [<>]=? (.*)` → `\1 [<>]=? \2`/,
  },
  {
    reason:
      'What is remembered from before is reckoned anew, or one process knows one configuration: it comes to the same',
    which:
      /(calendar\.ts:\d+ ConditionalExpression: `!days\.has|evolve\.ts:\d+ \w+: `known > 0`|standing\.ts:\d+ \w+: `known)/,
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
    reason: 'Of what is alike either may come first',
    which: /(pace|way-out)\.ts:\d+ ConditionalExpression: `a\.(enqueuedAt|lastAt) > b\./,
  },
  {
    reason: 'The words of a text that tests quote in part',
    which: /(control|ritual|key-id)\.ts:\d+ (StringLiteral|ArithmeticOperator|EqualityOperator)/,
  },
];

/** The reason for a surviving mutant, as docs/reliability.md tells it. */
export const reasonOf = (mutant: string): string =>
  reasons.find(({ which }) => which.test(mutant))?.reason ?? 'No reason: a test is missing';
