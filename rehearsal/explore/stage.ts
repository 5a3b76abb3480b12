import { exampleConfig } from '../../lib/example-config';
import type { Config } from '../../lambda/core/config';
import { CONTROL } from '../../lambda/adapters/ledger/shape';
import type { Fact } from '../../lambda/core/entries';
import { fold } from '../../lambda/core/evolve';
import type { Ritual } from '../../lambda/core/ritual';
import { after, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { openCloud } from '../cloud';
import type { Cloud } from '../cloud';
import stack from '../generated/stack.json';
import { saboteur } from './saboteur';
import type { HandlerRun, Saboteur } from './saboteur';
import type { Act, Schedule } from './schedule';
import { KEY, plays } from './plays';

/** A world in which every hour is a working hour and a ritual takes a day: the same handlers, fewer calls. */
export const begins = '2026-03-02T00:00:00.000Z';
const short: Ritual = {
  name: 'short',
  notice: 'PT1H',
  stages: [{ outage: 'PT10M', soak: 'PT5H' }, { outage: 'PT6H' }],
  finalNotice: 'PT3H',
};
export const config: Config = {
  ...exampleConfig,
  accounts: exampleConfig.accounts.slice(0, 1),
  calendar: {
    ...exampleConfig.calendar,
    ...{ timeZone: 'UTC', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59', holidays: [], freezes: [] },
  },
  rituals: [short],
};

export const operator = 'arn:aws:sts::610258347912:assumed-role/sre/kenji.sato';
const elsewhere = { arn: 'arn:aws:iam::408173952614:user/terraform', sourceIp: '10.8.0.12', userAgent: 'Terraform' };
/** Everything has ended long before. */
const LONGEST = 20 * seconds.day;
/** What lands late, and the daily sweep, come after the end. */
const AFTERWARDS = 2 * seconds.day;

/** A schedule as it was played. */
export interface Played {
  cloud: Cloud;
  saboteur: Saboteur;
  /** Where a handler threw what nobody expects, or the play came to no end. */
  broke?: string;
}

/** Plays a schedule from enqueueing to two days after the last ending. */
export async function play({ play: name, harms }: Schedule): Promise<Played> {
  const script = plays[name];
  if (!script) throw new Error(`There is no play “${name}”. Wanted: ${Object.keys(plays).join(', ')}.`);
  const live = new Set<string>();
  const stage: { cloud?: Cloud } = {};
  const here = (): Cloud => {
    if (!stage.cloud) throw new Error('The play has not begun.');
    return stage.cloud;
  };
  const tamper = saboteur({
    ...{ clock: () => here().clock, begins, harms },
    act: (act, during) => carryOut(act, here(), during),
  });
  const cloud = await openCloud({
    ...{ start: begins, config, transport: 'in process', tamper },
    weather: script.weather ?? {},
    onEntry: (entry, chain) => {
      if (fold(chain)?.phase.name === 'ended') live.delete(entry.keyId);
      else if (entry.keyId !== CONTROL) live.add(entry.keyId);
    },
  });
  stage.cloud = cloud;
  const { clock } = cloud;
  for (const { at, do: what } of harms) {
    if ('second' in at) clock.at(after(begins, at.second), what, () => carryOut(what as Act, here(), undefined));
  }
  let waits = 0;
  const pending = (): void => void (waits -= 1);
  const later = (second: number, act: (cloud: Cloud) => Promise<void>): void => {
    waits += 1;
    clock.at(after(begins, second), 'the script', () => act(here()).finally(pending));
  };
  try {
    await script.begin(here(), later);
    await clock.run({ until: after(begins, LONGEST), done: () => live.size === 0 && waits === 0 });
    await clock.run({ until: after(clock.now(), AFTERWARDS) });
  } catch (error) {
    return { cloud, saboteur: tamper, broke: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await cloud.close();
  }
  return { cloud, saboteur: tamper };
}

/** What people, programs and schedules do; whoever gets no answer tries again a minute later, five times. */
async function carryOut(act: Act, cloud: Cloud, during: HandlerRun | undefined): Promise<void> {
  const { aws, clock, people, engine, run } = cloud;
  switch (act) {
    case 'stop':
      return stopKey(cloud, KEY);
    case 'press':
      return persist(cloud, () => people.pressStop('hana.mori', KEY));
    case 'freeze':
      await control(cloud, { type: 'Frozen', detail: { reason: 'an incident' } });
      clock.at(after(clock.now(), seconds.day), 'thaw', () =>
        control(cloud, { type: 'Thawed', detail: { reason: 'it is over' } }),
      );
      return;
    case 'reactivate':
    case 'deactivate': {
      const held = aws.holder(KEY);
      const status = act === 'reactivate' ? 'Active' : 'Inactive';
      if (held && held.key.status !== status) {
        aws.updateKey(held.account.id, held.user.name, KEY, status, elsewhere);
        note(cloud, 'UpdateAccessKey', { Status: status });
      }
      return;
    }
    case 'delete': {
      const held = aws.holder(KEY);
      if (held) {
        aws.deleteKey(held.account.id, held.user.name, KEY, elsewhere);
        note(cloud, 'DeleteAccessKey', {});
      }
      return;
    }
    case 'use':
      if (aws.holder(KEY)?.key.status === 'Active') aws.useKey(KEY, someUse);
      return;
    case 'twin':
      return during && inItsOwn(cloud, () => run(during.handler, during.event));
    case 'sweep':
      return inItsOwn(cloud, () => run('watchdog', { sweep: 'due' }));
    case 'scan':
      return inItsOwn(cloud, () => run('watchdog', { sweep: 'everything' }));
    case 'enqueue':
      return enqueue(cloud, [KEY]);
    case 'abort':
    case 'redrive':
    case 'forget': {
      const [execution] = engine.list({ stateMachineArn: stack.stateMachineArn, status: 'RUNNING' });
      if (!execution) return;
      const { executionArn } = execution;
      if (act === 'forget') return engine.forget(executionArn);
      engine.stop({ executionArn, error: 'StoppedByHand' });
      if (act === 'redrive') clock.at(after(clock.now(), 90), 'redrive', () => engine.redrive({ executionArn }));
      return;
    }
    default:
      return act satisfies never;
  }
}

/** What others did, into the same log as Keysunset's own calls. */
function note(
  { log, clock, config: { accounts } }: Cloud,
  operation: string,
  parameters: Record<string, string>,
): void {
  const accountId = accounts[0]?.id ?? '';
  const call = { at: clock.now(), service: 'iam', operation, accountId, principal: elsewhere.arn, result: 'ok' };
  log.push({ ...call, parameters: { AccessKeyId: KEY, ...parameters } });
}

const someUse = {
  ...{ service: 's3', action: 'GetObject', region: 'ap-northeast-1' },
  ...{ sourceIp: '10.20.4.17', userAgent: 'aws-cli/2.31.4' },
};

/** A run of a handler beside the one that is going on; what it throws, Lambda would log. */
async function inItsOwn({ clock }: Cloud, run: () => Promise<unknown>): Promise<void> {
  await clock.invocation(run);
}

/** People press again where nothing seems to have happened. */
async function persist(cloud: Cloud, act: () => Promise<void>, tries = 5): Promise<void> {
  const { clock } = cloud;
  const done = await clock.invocation(act);
  if (!('error' in done)) return;
  if (done.error instanceof TypeError) throw done.error;
  if (tries > 0) clock.at(after(clock.now(), seconds.minute), 'again', () => persist(cloud, act, tries - 1));
}

async function control({ ledger, clock }: Cloud, fact: Fact): Promise<void> {
  const chain = await ledger.ledger.read(CONTROL);
  await ledger.ledger.append(chain, {
    ...fact,
    ...{
      at: clock.now(),
      actor: `operator ${operator}`,
      retirementId: CONTROL,
      attempt: `control-${chain.entries.length}`,
    },
  });
}

/** The operator's own stop. An answer that is no answer is tried again. */
export function stopKey(cloud: Cloud, keyId: string): Promise<void> {
  const stop = (): Promise<void> =>
    ask(cloud, 'POST /retirements/{keyId}/stop', { reason: 'the month-end export needs it' }, { keyId });
  return persist(cloud, stop);
}

export function enqueue(cloud: Cloud, keyIds: readonly string[]): Promise<void> {
  const rows = keyIds.map((keyId, i) => ({ line: i + 1, keyId, reason: 'unused since 2023', ritual: 'short' }));
  return persist(cloud, () => ask(cloud, 'POST /retirements', { rows }));
}

async function ask(
  cloud: Cloud,
  routeKey: string,
  body: object,
  pathParameters?: Record<string, string>,
): Promise<void> {
  const event = {
    ...{ routeKey, body: JSON.stringify(body), ...(pathParameters && { pathParameters }) },
    requestContext: { authorizer: { iam: { userArn: operator } } },
  };
  const answer = (await cloud.run('operator-door', event)) as { statusCode: number; body: string };
  const { statusCode } = answer;
  if (statusCode === 400) throw new TypeError(`The operator door did not understand: ${answer.body}`);
  if (statusCode >= 500) throw new Error(`The operator door answered ${statusCode}: ${answer.body}`);
}

/** How late it is, in seconds since the play began. */
export const secondAt = (at: Instant): number => (Date.parse(at) - Date.parse(begins)) / 1000;
