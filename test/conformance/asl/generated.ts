import type { Definition } from '../../../lib/asl';
import stack from '../../../rehearsal/generated/stack.json';

/** The state machine that CDK deploys; that the file is up to date is tested with the stack. */
export const generatedDefinition = stack.definition as unknown as Definition;
