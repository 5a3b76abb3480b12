import { join } from 'node:path';
import type { StackFacts } from './asl';
import type { Stacks } from './permissions';
import { rightsPage } from './rights-page';
import { ritualPage } from './ritual-page';

/** The files that are written from the stack, so that nothing has to be synthesized to look at it or to rehearse it. */
export const generatedFiles = (facts: StackFacts, policies: Stacks): { path: string; content: string }[] => [
  { path: inProject('rehearsal/generated/stack.json'), content: `${JSON.stringify(facts, undefined, 2)}\n` },
  { path: inProject('rehearsal/generated/policies.json'), content: `${JSON.stringify(policies, undefined, 2)}\n` },
  { path: inProject('docs/ritual.md'), content: ritualPage(facts) },
  { path: inProject('docs/rights.md'), content: rightsPage(policies) },
];

const inProject = (path: string): string => join(__dirname, '..', path);
