import type { StackFacts } from './asl';
import { mermaid } from './picture';
import { statesEntered, undisturbed } from './transitions';

/** docs/ritual.md: the picture of the state machine, and how to read it. */
export const ritualPage = (
  facts: StackFacts,
): string => `<!-- Written by \`npm run picture\` from the state machine that CDK deploys. Do not edit. -->

# The ritual, as Step Functions carries it out

One execution retires one key. The same names stand in the graph of the Step Functions console.

\`\`\`mermaid
${mermaid(facts.definition)}
\`\`\`

## How to read it

- A box is done at once, by one Lambda. A box with round ends is a wait: months of a ritual are spent there, at no cost.
  A diamond is a question that the answer of the step before decides. A hexagon is an end.
- There is no number of stages in the picture: after each soak it goes round again. The steps read the ritual and the
  stage from the ledger, so this one machine serves every ritual.
- A person who presses Stop ends the wait, wherever the retirement stands, and the key is given back. "Time is up" is the
  normal way on; so is a change that has to be considered anew (an approval, a new owner), and then the next step decides
  whether to wait again.
- In doubt, the key is on: every answer that is not understood leads to the give-back.
- A key that was given back is on at once. The retirement is closed 15 minutes later, when no call that is still under way
  could switch the key off any more.
- Whatever fails inside of "Retire the key" leads out of it: the key is given back first, with a day of patience, and only
  then does the execution fail. "Failed with the key off" (error \`KeyLeftOff\`) is the one to page somebody on; the watchdog goes
  on trying meanwhile.

## What it costs

The standard ritual with nobody disturbing it takes ${statesEntered(facts, undisturbed).length} transitions from the start to the deletion: Step Functions
charges by them, not by time. A reminder takes 3 more, as does a gate that has to wait; a stage takes 8.
`;
