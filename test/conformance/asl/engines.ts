import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  paginateGetExecutionHistory,
} from '@aws-sdk/client-sfn';
import { virtualClock } from '../../../rehearsal/clock';
import type { LambdaAnswer } from '../../../rehearsal/workflow/execution';
import { workflowEngine } from '../../../rehearsal/workflow/engine';
import { hub } from '../config';
import type { Moto } from '../moto';
import { pythonWithMoto } from '../python';
import { timeIn } from '../time';
import type { Case } from './cases/parts';
import { run } from './tested.js';

/** What an execution came to: the states in the order of entering and leaving, and its end. */
export interface Came {
  states: string[];
  status: string;
  error?: string | undefined;
  output?: unknown;
}

const definitionOf = ({ states }: Case): string => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const inputOf = ({ input = {} }: Case): string => JSON.stringify(input);
const stateIn = (type: string, name: unknown): string[] => {
  const [, what] = /State(Entered|Exited)$/.exec(type) ?? [];
  return what ? [`${what === 'Entered' ? '>' : '<'} ${String(name)}`] : [];
};

function parsed(output: string | undefined): unknown {
  if (output === undefined) return undefined;
  try {
    return JSON.parse(output) as unknown;
  } catch {
    return `not JSON: ${output}`;
  }
}

/** In the rehearsal's interpreter. */
export async function inTheRehearsal(one: Case): Promise<Came> {
  const clock = virtualClock('2026-03-03T01:00:00.000Z');
  const invokeLambda = async (_: string, payload: unknown): Promise<LambdaAnswer> => {
    try {
      const answer = await run(payload as object, async (taskToken, { output, error, cause }) => {
        if (output !== undefined) engine.sendTaskSuccess({ taskToken, output: JSON.stringify(output) });
        else engine.sendTaskFailure({ taskToken, error, cause });
      });
      return { payload: answer };
    } catch (failure) {
      const { name, message } = failure as Error;
      return { errorType: name, errorMessage: message };
    }
  };
  const engine = workflowEngine({ clock, invokeLambda });
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition: definitionOf(one) });
  const execution = engine.start({ stateMachineArn, name: 'one', input: inputOf(one) });
  await clock.run({ done: () => execution.status !== 'RUNNING' });
  const { status, error, output, history } = execution;
  const states = history.events.flatMap(({ type, details }) => stateIn(type, details['name']));
  return { states, status, error, output: parsed(output) };
}

/** All of them in moto's, side by side. */
export async function inMoto(moto: Moto, all: readonly Case[]): Promise<Came[]> {
  const reach = { endpoint: moto.endpoint, region: hub.region, credentials: await moto.in(hub.account) };
  const [iam, lambda, sfn] = [new IAMClient(reach), new LambdaClient(reach), new SFNClient(reach)];
  try {
    const made = await iam.send(
      new CreateRoleCommand({
        RoleName: 'tested',
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
      }),
    );
    const Role = made.Role?.Arn ?? '';
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'tested',
        Role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Timeout: 30,
        Code: { ZipFile: zipped(join(__dirname, 'tested.js')) },
      }),
    );
    const started = [];
    for (const [i, one] of all.entries()) {
      const machine = { name: `machine-${i}`, definition: definitionOf(one), roleArn: Role };
      const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(machine));
      const command = new StartExecutionCommand({ stateMachineArn, name: `one-${i}`, input: inputOf(one) });
      started.push((await sfn.send(command)).executionArn);
    }
    const time = timeIn(moto, { leapt: 0 });
    const ended = async (): Promise<boolean> => (await moto.control.state()).running === 0;
    await time.until('the end of all executions', ended);
    const came: Came[] = [];
    for (const executionArn of started) {
      const { status = '', error, output } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      const states: string[] = [];
      for await (const { events = [] } of paginateGetExecutionHistory({ client: sfn }, { executionArn })) {
        for (const event of events) {
          const { name } = event.stateEnteredEventDetails ?? event.stateExitedEventDetails ?? {};
          states.push(...stateIn(event.type ?? '', name));
        }
      }
      came.push({ states, status, error, output: parsed(output) });
    }
    return came;
  } finally {
    for (const client of [iam, lambda, sfn]) client.destroy();
  }
}

/** moto's Python has what Node has not. */
function zipped(file: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-zip-'));
  try {
    copyFileSync(file, join(folder, 'index.js'));
    execFileSync(pythonWithMoto(), ['-m', 'zipfile', '-c', 'code.zip', 'index.js'], { cwd: folder });
    return readFileSync(join(folder, 'code.zip'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
