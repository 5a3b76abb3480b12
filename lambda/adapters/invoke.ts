import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { StepInvoker } from '../core/ports';

/** Sets functions going without waiting for them: Lambda queues the event, and repeats it where the function fails (lib/function.ts). */
export function lambdaInvoker(
  client: LambdaClient,
  functions: Record<keyof StepInvoker, string | undefined>,
): StepInvoker {
  const invoke = async (name: string | undefined, input: object): Promise<void> => {
    if (!name)
      throw new Error('This function may not invoke that one. Its role and its settings come from lib/rights.ts.');
    const Payload = Buffer.from(JSON.stringify(input));
    await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  };
  return {
    restore: (input) => invoke(functions.restore, input),
    giveNotice: (input) => invoke(functions.giveNotice, input),
    restoreAll: (input) => invoke(functions.restoreAll, input),
    showView: (input) => invoke(functions.showView, input),
    enqueue: (input) => invoke(functions.enqueue, input),
  };
}
