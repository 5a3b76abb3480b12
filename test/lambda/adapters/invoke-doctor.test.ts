import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { doctorOver } from '../../../lambda/adapters/invoke-doctor';
import { Unavailable } from '../../../lambda/core/errors';

const channels = [{ id: 'C1', name: '#team' }];
const finding = { what: 'token', is: 'good', text: 'It is there.' };

/** A client whose call ends so. */
function asked(answer: { FunctionError?: string; Payload?: Uint8Array } | Error) {
  const client = new LambdaClient({ region: 'us-east-1' });
  const sent: unknown[] = [];
  const send = async (command: InvokeCommand) => {
    sent.push(command.input);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { sent, doctor: doctorOver(Object.assign(client, { send }), 'keysunset-slack-doctor') };
}
const said = (body: unknown) => Buffer.from(JSON.stringify(body));

test('the doctor is asked, and its answer is waited for', async () => {
  const { doctor, sent } = asked({ Payload: said([finding]) });
  expect(await doctor.examine(channels)).toEqual([finding]);
  expect(sent).toEqual([{ FunctionName: 'keysunset-slack-doctor', Payload: said({ channels }) }]);
});

test('a doctor that fails, or cannot be asked, is one to ask again', async () => {
  const failing = asked({ FunctionError: 'Unhandled', Payload: said({ errorMessage: 'timed out' }) });
  await expect(failing.doctor.examine([])).rejects.toThrow(
    new Unavailable('The doctor failed: {"errorMessage":"timed out"}'),
  );
  await expect(asked(new Error('no route')).doctor.examine([])).rejects.toThrow(Unavailable);
});

test('an answer of another form is an error, and is not taken for all being well', async () => {
  await expect(asked({ Payload: said([{ what: 'x' }]) }).doctor.examine([])).rejects.toThrow('invalid');
  await expect(asked({}).doctor.examine([])).rejects.toThrow();
});
