import { changeFromRecord } from '../lambda/adapters/keys';
import { observed } from '../lambda/adapters/ledger/observed';
import { doorProbe } from '../lambda/adapters/slack-probe';
import { noLimit } from '../lambda/adapters/time-limit';
import type { App, HandlerName, Ports } from '../lambda/app';
import type { Config } from '../lambda/core/config';
import type { Entry } from '../lambda/core/entries';
import type { Chain, Metrics, Pause, StepInvoker } from '../lambda/core/ports';
import { toMilliseconds } from '../lambda/core/time';
import type { VirtualClock } from './clock';
import { HUB } from './iam/member-roles';
import { nobodyElse } from './lambdas';
import type { How, Lambdas } from './lambdas';
import { callerFor } from './rights/hub';
import type { Judge } from './rights/judge';
import { ofInvoking, ofSecret } from './rights/questions';
import { permit } from './rights/refused';
import type { SlackModel } from './slack/model';
import type { Wires } from './wires';

/** What Slack signs with here. */
export const SIGNING_SECRET = '7265686561727361726568656172736c'; // of the form that Slack's have

interface Around extends Pick<Lambdas, 'run' | 'later'> {
  clock: VirtualClock;
  config: Config;
  wires: Wires;
  slack: SlackModel;
  judge: Judge | undefined;
  metrics: Metrics;
  heard: (entry: Entry, chain: Chain) => void;
}

/** What each function touches the world through, as who it is. */
export function functionPorts(around: Around): (name: HandlerName) => Ports {
  const { clock, config, wires, slack, judge, metrics, heard, run, later } = around;
  const ids = countingIds();
  // Later for the handler that waits, and for whatever it sets going; for nobody else.
  const pause: Pause = {
    until: async (moment) => clock.charge(Math.max(0, toMilliseconds(moment) - toMilliseconds(clock.now()))),
  };
  return (name) => {
    const { keys, ledger: table, ...wired } = wires.as(name);
    const caller = callerFor(name);
    const signingSecret = async (): Promise<string> => {
      if (judge) await permit(judge, ofSecret(caller, 'signingSecret'));
      return SIGNING_SECRET;
    };
    const invoking = async <T>(called: HandlerName, act: () => T | Promise<T>): Promise<T> => {
      if (judge) await permit(judge, ofInvoking(caller, called));
      return act();
    };
    const setGoing = (called: HandlerName, how?: How) => (input: object) =>
      invoking(called, () => later(called, input, how));
    const steps: StepInvoker = {
      restore: setGoing('restore'),
      giveNotice: setGoing('give-notice'),
      restoreAll: setGoing('restore-all'),
      showView: setGoing('slack-views', { tries: 0 }),
      enqueue: setGoing('slack-enqueue', { tries: 0 }),
    };
    return {
      ...{ config, clock, pause, timeLimit: noLimit, ids, steps, metrics, changeFromRecord },
      ...{ ...observed(table, heard), ...keys, ...wired, signingSecret, hubAccount: HUB },
      whisperer: {
        whisper: async ({ channel, user }, text, blocks = []) => void slack.whisper(channel, user, { text, blocks }),
      },
      probe: doorProbe({
        ...{ endpoint: 'http://127.0.0.1', clock, signingSecret },
        post: postingTo((request) => run('slack-door', request) as ReturnType<App['slack-door']>),
      }),
      doctor: {
        examine: (channels) =>
          invoking(
            'slack-doctor',
            () => run('slack-doctor', { channels }, nobodyElse) as ReturnType<App['slack-doctor']>,
          ),
      },
    };
  };
}

/** What API Gateway does in front of the Slack door. */
const postingTo =
  (door: App['slack-door']): typeof fetch =>
  async (_, { headers, body } = {}) => {
    const answer = await door({ headers: Object.fromEntries(new Headers(headers)), rawBody: body as string });
    return new Response(answer.body, { status: answer.status });
  };

/** Ids that are the same in each run. */
function countingIds() {
  let attempts = 0;
  let retirements = 0;
  return {
    attempt: () => `attempt-${String(++attempts).padStart(6, '0')}`,
    retirement: () => `retirement-${String(++retirements).padStart(5, '0')}`,
  };
}
