import type { HandlerName } from '../../../lambda/app';
import type { Entry } from '../../../lambda/core/entries';
import { standard } from '../../../lambda/core/ritual';
import { after } from '../../../lambda/core/time';
import { exampleConfig } from '../../../lib/example-config';
import { openCloud } from '../../../rehearsal/cloud';
import type { Cloud, CloudOptions } from '../../../rehearsal/cloud';
import { generated } from '../../../rehearsal/generated-keys';
import { askTheDoor, operatorCalled } from '../../../rehearsal/operators';
import { inHub } from '../../../rehearsal/rights/hub';
import type { Judge } from '../../../rehearsal/rights/judge';
import type { LedgerFault } from '../../../rehearsal/wires';

export const kenji = 'U08KENJI';

/** A ritual that is over in days, and one that wants words before the key is deleted. */
const short = {
  name: 'short',
  notice: 'P1D',
  stages: [{ outage: 'PT10M', soak: 'P1D' }, { outage: 'P1D' }],
  finalNotice: 'P1D',
};
const twoWords = { ...short, name: 'two words', approvals: { owner: true, operators: 1 as const } };

export const config = {
  ...exampleConfig,
  operators: [{ slackUserId: kenji, name: 'kenji.sato' }],
  rituals: [short, twoWords, standard],
};

export interface Stage {
  cloud: Cloud;
  keyIds: string[];
  entries: Entry[];
  /** Of a key that is not enqueued yet. */
  another: string;
  /** Asks the operator door: `POST /freeze`. Throws where it answers otherwise than it has to. */
  ask(routeKey: string, body?: object, named?: string, how?: { wanted?: number; who?: string }): Promise<unknown>;
  /** Lets time run until an entry of that type is written for the key. */
  until(type: Entry['type'], keyId: string): Promise<void>;
  wait(seconds: number): Promise<void>;
}

/** Plays something on it, and closes it. */
export async function onStage(
  judge: Judge,
  options: Partial<CloudOptions> & { ritual?: string },
  play: (stage: Stage) => Promise<unknown>,
): Promise<void> {
  const stage = await openStage(judge, options);
  try {
    await play(stage);
  } finally {
    await stage.cloud.close();
  }
}

/** A small company that nobody misses anything of, over HTTP, with every call judged. */
async function openStage(judge: Judge, options: Partial<CloudOptions> & { ritual?: string } = {}): Promise<Stage> {
  const play = generated(12, 1);
  const simple = play.parts.filter(({ expected, life }) => expected === 'deleted' && !life);
  const [parts, [another]] = [simple.slice(0, 4), simple.slice(4)];
  const entries: Entry[] = [];
  const { ritual, onEntry, ...more } = options;
  const cloud = await openCloud({
    ...{ start: play.begins, config, transport: 'http', judge },
    ...more,
    onEntry: (entry, chain) => {
      entries.push(entry);
      onEntry?.(entry, chain);
    },
  });
  const { clock } = cloud;
  const ask: Stage['ask'] = async (asked, body, named, { wanted = 200, who = 'kenji.sato' } = {}) => {
    const [routeKey = '', query] = asked.split('?');
    const request = {
      ...{ routeKey, queryStringParameters: Object.fromEntries(new URLSearchParams(query)) },
      // A path names a key or an account, never both.
      pathParameters: { keyId: named, accountId: named },
      ...(body && { body: JSON.stringify(body) }),
    };
    const answered = await clock.invocation(() => askTheDoor(cloud, request, operatorCalled(who)));
    if ('error' in answered) throw answered.error;
    const { statusCode, body: text } = answered.value;
    if (statusCode !== wanted) throw new Error(`${asked} was answered with ${statusCode}: ${text}`);
    return JSON.parse(text) as unknown;
  };
  play.load(cloud);
  const rows = parts.map(({ keyId }) => ({ keyId, reason: 'quarterly clean-up', ...(ritual && { ritual }) }));
  await ask('POST /retirements', { rows });
  return {
    ...{ cloud, entries, ask, keyIds: parts.map(({ keyId }) => keyId), another: another?.keyId ?? '' },
    until: async (type, keyId) => {
      const there = () => entries.some((entry) => entry.type === type && entry.keyId === keyId);
      await clock.run({ until: after(clock.now(), 30 * 86_400), done: there });
      if (!there()) throw new Error(`${type} was not written for ${keyId} in 30 days.`);
    },
    wait: (seconds) => clock.run({ until: after(clock.now(), seconds) }),
  };
}

/** Of each function the answer of the first entry that it writes is lost: it has to find out whether it was written. */
export function losingFirstAnswers(): LedgerFault {
  const lost = new Set<HandlerName>();
  return async ({ by, operation, input }) => {
    const { Item } = input as { Item?: { entry?: { S?: string } } };
    if (!by || operation !== 'PutItem' || !/^\d+$/.test(Item?.entry?.S ?? '') || lost.has(by)) return undefined;
    lost.add(by);
    return 'after';
  };
}

/** In Step Functions somebody presses Stop execution. */
export function stopExecution({ engine }: Cloud, keyId: string): void {
  const execution = engine
    .list({ stateMachineArn: inHub.machine, status: 'RUNNING' })
    .find(({ input }) => input.includes(keyId));
  if (!execution) throw new Error(`No execution of ${keyId} is running.`);
  engine.stop(execution);
}

/** Somebody at the console, who is not of Keysunset. */
export function somebodySwitchesOn({ aws }: Cloud, keyId: string): void {
  const held = aws.holder(keyId);
  if (!held) throw new Error(`${keyId} is in no account.`);
  const by = { arn: `arn:aws:iam::${held.account.id}:user/ops`, sourceIp: '10.8.0.12', userAgent: 'console' };
  aws.updateKey(held.account.id, held.user.name, keyId, 'Active', by);
}
