import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { StepInvoker } from '../core/ports';

/** Sets steps going without waiting for them: Lambda queues the event, and repeats it twice where the step fails. */
export function lambdaInvoker(
  client: LambdaClient,
  functions: { restore: string | undefined; giveNotice: string | undefined },
): StepInvoker {
  const invoke = async (name: string | undefined, input: object): Promise<void> => {
    if (!name)
      throw new Error('This function may not invoke that step. Its role and its settings come from lib/rights.ts.');
    const Payload = Buffer.from(JSON.stringify(input));
    await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  };
  return {
    restore: (input) => invoke(functions.restore, input),
    giveNotice: (input) => invoke(functions.giveNotice, input),
  };
}
