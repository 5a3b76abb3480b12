import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { verify } from '../../lambda/adapters/ledger/chain';
import type { Retirement } from '../../lambda/core/retirement';
import { stateMachineArn } from './cloud';
import type { Cloud } from './cloud';
import type { Key } from './keys';
import type { Play } from './plays';

/** A key and what is played with it. */
export interface Part {
  play: Play;
  key: Key;
}

/** As the command line asks, and then as the schedule would start them. */
export async function enqueue({ operator, invoke }: Cloud, keys: readonly Key[]): Promise<void> {
  const rows = keys.map(({ keyId, userName }, i) => ({ line: i + 1, keyId, userName, reason: 'unused for 400 days' }));
  const { results } = await operator.post<{ results: { ok: boolean; error?: string }[] }>('/retirements', { rows });
  const refused = results.filter(({ ok }) => !ok);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await invoke('dispatch', {});
}

/** Lets all of them run to their ends; each act happens once, when its moment has come and all is at rest. */
export async function playOut(
  cloud: Cloud,
  parts: readonly Part[],
  options: { sweep?: () => Promise<unknown> } = {},
): Promise<Map<Part, Retirement>> {
  const open = new Set(parts);
  const acted = new Set<Part>();
  const ended = new Map<Part, Retirement>();
  const look = async (part: Part): Promise<void> => {
    const r = await cloud.retirementOf(part.key.keyId);
    const { act } = part.play;
    if (r && act && !acted.has(part) && act.when(r.phase)) {
      acted.add(part);
      await act.does(cloud, part.key, r);
      return;
    }
    if (r?.phase.name !== 'ended') return;
    ended.set(part, r);
    open.delete(part);
  };
  const names = parts.map(({ play }) => play.name).join(', ');
  const holds = async (): Promise<boolean> => {
    await Promise.all([...open].map(look));
    return open.size === 0;
  };
  await cloud.until(`the ends of ${names}`, holds, options);
  // What is still to be told, and the executions' own ends.
  await cloud.pass(60);
  return ended;
}

export async function executionOf({ sfn }: Cloud, { retirementId }: Retirement) {
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${retirementId}`;
  const { status, error } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  return { executionArn, status, error };
}

export const chainIsWhole = async ({ ledger }: Cloud, { keyId }: Key): Promise<boolean> =>
  verify(await ledger.ledger.read(keyId)).ok;
