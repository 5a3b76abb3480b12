import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { Unavailable } from '../core/errors';
import type { SlackDoctor } from '../core/ports';
import { saying } from './faults';

/** Asks the doctor, and waits for what it found. */
export const doctorOver = (client: Pick<LambdaClient, 'send'>, FunctionName: string): SlackDoctor => ({
  async examine(channels) {
    const Payload = Buffer.from(JSON.stringify({ channels }));
    const { FunctionError, Payload: answer } = await client
      .send(new InvokeCommand({ FunctionName, Payload }))
      .catch((error: unknown) => {
        throw new Unavailable(`The doctor could not be asked: ${saying(error)}.`, { cause: error });
      });
    const text = Buffer.from(answer ?? []).toString();
    if (FunctionError) throw new Unavailable(`The doctor failed: ${text.slice(0, 300)}`);
    return found.parse(JSON.parse(text));
  },
});

const found = z.array(
  z.object({
    what: z.string(),
    is: z.enum(['good', 'missing', 'not read', 'not told']),
    text: z.string(),
    todo: z.string().exactOptional(),
  }),
);
