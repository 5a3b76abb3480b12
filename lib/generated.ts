import { join } from 'node:path';
import type { StackFacts } from './asl';
import { ritualPage } from './ritual-page';

/** The files that are written from the stack, so that nothing has to be synthesized to look at it or to rehearse it. */
export const generatedFiles = (facts: StackFacts): { path: string; content: string }[] => [
  { path: inProject('rehearsal/generated/stack.json'), content: `${JSON.stringify(facts, undefined, 2)}\n` },
  { path: inProject('docs/ritual.md'), content: ritualPage(facts) },
];

const inProject = (path: string): string => join(__dirname, '..', path);
