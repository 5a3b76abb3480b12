import { after, dateIn, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { Cloud } from '../cloud';
import stack from '../generated/stack.json';
import { askTheDoor } from '../operators';
import type { HandlerRun } from './made';
import type { Act } from './schedule';
import { KEY, config, short, use } from './world';

const elsewhere = { arn: 'arn:aws:iam::408173952614:user/terraform', sourceIp: '10.8.0.12', userAgent: 'Terraform' };

/** What people, programs and schedules do. `during`: the handler that is running. */
export async function carryOut(act: Act, cloud: Cloud, during: HandlerRun | undefined): Promise<void> {
  const { aws, clock, people, run } = cloud;
  switch (act) {
    case 'stop':
      return stopKey(cloud, KEY);
    case 'press':
      return persist(cloud, () => people.pressStop('hana.mori', KEY));
    case 'snooze':
      return ask(cloud, 'POST /retirements/{keyId}/snooze', later(clock.now()), KEY);
    case 'owner':
      return ask(cloud, 'POST /retirements/{keyId}/owner', { to: 'nobody', because: 'she has left the team' }, KEY);
    case 'freeze':
      clock.at(after(clock.now(), seconds.day), 'thaw', () => ask(cloud, 'POST /thaw', { reason: 'it is over' }));
      return ask(cloud, 'POST /freeze', { reason: 'an incident' });
    case 'reactivate':
    case 'deactivate':
      return switchBySomebodyElse(cloud, act === 'reactivate' ? 'Active' : 'Inactive');
    case 'delete':
      return deleteBySomebodyElse(cloud);
    case 'use':
      if (aws.holder(KEY)?.key.status === 'Active') aws.useKey(KEY, use);
      return;
    case 'vanish':
      return hide(cloud);
    case 'twin':
      return during && beside(cloud, () => run(during.handler, during.event));
    case 'sweep':
      return beside(cloud, () => run('watchdog', { sweep: 'due' }));
    case 'scan':
      return beside(cloud, () => run('watchdog', { sweep: 'everything' }));
    case 'enqueue':
      return enqueue(cloud, [KEY]);
    case 'abort':
    case 'redrive':
    case 'forget':
      return toTheExecution(act, cloud);
    default:
      return act satisfies never;
  }
}

/** The operator's own stop. */
export const stopKey = (cloud: Cloud, keyId: string): Promise<void> =>
  ask(cloud, 'POST /retirements/{keyId}/stop', { reason: 'the month-end export needs it' }, keyId);

export function enqueue(cloud: Cloud, keyIds: readonly string[], ritual = short.name): Promise<void> {
  const rows = keyIds.map((keyId, i) => ({ line: i + 1, keyId, reason: 'unused since 2023', ritual }));
  return ask(cloud, 'POST /retirements', { rows });
}

/** Not now, but the day after tomorrow. */
const later = (now: Instant): object => ({
  until: dateIn(config.calendar.timeZone, after(now, 2 * seconds.day)),
  because: 'a release this week',
});

function ask(cloud: Cloud, routeKey: string, body: object, keyId?: string): Promise<void> {
  return persist(cloud, async () => {
    const pathParameters = keyId ? { keyId } : {};
    const { statusCode, body: answer } = await askTheDoor(cloud, {
      ...{ routeKey, pathParameters, body: JSON.stringify(body) },
    });
    if (statusCode === 400) throw new TypeError(`The operator door did not understand: ${answer}`);
    if (statusCode >= 500) throw new Error(`The operator door answered ${statusCode}: ${answer}`);
  });
}

/** People try again a minute later where they got no answer, five times. */
async function persist(cloud: Cloud, act: () => Promise<void>, tries = 5): Promise<void> {
  const { clock } = cloud;
  const done = await clock.invocation(act);
  if (!('error' in done)) return;
  if (done.error instanceof TypeError) throw done.error;
  if (tries > 0) clock.at(after(clock.now(), seconds.minute), 'again', () => persist(cloud, act, tries - 1));
}

/** IAM's lists are behind, and do not show the key for half a minute. */
async function hide({ aws, clock }: Cloud): Promise<void> {
  const key = aws.holder(KEY)?.key;
  if (key) key.stale = { status: 'absent', until: after(clock.now(), seconds.minute / 2) };
}

/** A run of a handler beside the one that is going on; what it throws, Lambda would log. */
async function beside({ clock }: Cloud, run: () => Promise<unknown>): Promise<void> {
  await clock.invocation(run);
}

/** In IAM's own console, or by another program. */
export function switchBySomebodyElse(cloud: Cloud, to: 'Active' | 'Inactive'): void {
  const held = cloud.aws.holder(KEY);
  if (!held || held.key.status === to) return;
  cloud.aws.updateKey(held.account.id, held.user.name, KEY, to, elsewhere);
  note(cloud, held.account.id, 'UpdateAccessKey', { Status: to });
}

function deleteBySomebodyElse(cloud: Cloud): void {
  const held = cloud.aws.holder(KEY);
  if (!held) return;
  cloud.aws.deleteKey(held.account.id, held.user.name, KEY, elsewhere);
  note(cloud, held.account.id, 'DeleteAccessKey');
}

/** What others did, into the same log as Keysunset's own calls. */
function note({ log, clock }: Cloud, accountId: string, operation: string, parameters: object = {}): void {
  const call = { at: clock.now(), service: 'iam', operation, accountId, principal: elsewhere.arn, result: 'ok' };
  log.push({ ...call, parameters: { AccessKeyId: KEY, ...parameters } });
}

function toTheExecution(act: 'abort' | 'redrive' | 'forget', { engine, clock }: Cloud): void {
  const [execution] = engine.list({ stateMachineArn: stack.stateMachineArn, status: 'RUNNING' });
  if (!execution) return;
  const { executionArn } = execution;
  if (act === 'forget') return engine.forget(executionArn);
  engine.stop({ executionArn, error: 'StoppedByHand' });
  if (act === 'redrive') clock.at(after(clock.now(), 90), 'redrive', () => engine.redrive({ executionArn }));
}
