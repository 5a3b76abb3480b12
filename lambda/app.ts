import type { Heard } from './core/changes';
import type { Config } from './core/config';
import type * as ports from './core/ports';
import { changeControl } from './change-control';
import { hearChanges } from './doors/hear-changes';
import { operatorDoor } from './doors/operator';
import { requestStop } from './doors/request-stop';
import { slackDoor } from './doors/slack';
import { slackDoctor } from './slack-doctor';
import { slackEnqueue } from './slack-enqueue';
import { takeAnswer } from './doors/take-answer';
import { dispatch } from './dispatch';
import { restoreAll } from './restore-all';
import { slackViews } from './slack-views';
import { checkIn } from './steps/check-in';
import { deactivate } from './steps/deactivate';
import { deleteKey } from './steps/delete-key';
import { giveNotice } from './steps/give-notice';
import { hold } from './steps/hold';
import { openGate } from './steps/open-gate';
import { restore } from './steps/restore';
import { watchdog } from './watchdog';

/** Everything that the handlers touch the world through. */
export interface Ports {
  config: Config;
  clock: ports.Clock;
  ids: ports.Ids;
  ledger: ports.Ledger;
  heads: ports.Heads;
  announcements: ports.Announcements;
  holds: ports.Holds;
  limits: ports.Limits;
  threads: ports.Threads;
  places: ports.Places;
  digests: ports.Digests;
  references: ports.References;
  events: ports.SeenEvents;
  control: ports.Control;
  pause: ports.Pause;
  inspector: ports.KeyInspector;
  deactivator: ports.KeyDeactivator;
  restorer: ports.KeyRestorer;
  deleter: ports.KeyDeleter;
  workflow: ports.Workflow;
  waker: ports.Waker;
  steps: ports.StepInvoker;
  messenger: ports.Messenger;
  views: ports.Views;
  setup: ports.SlackSetup;
  probe: ports.DoorProbe;
  doctor: ports.SlackDoctor;
  memberSetup: ports.MemberSetup;
  /** The account that all this runs in. */
  hubAccount: string;
  metrics: ports.Metrics;
  whisperer: ports.Whisperer;
  timeLimit: ports.TimeLimit;
  signingSecret: () => Promise<string>;
  changeFromRecord: (record: unknown, config: Config) => Heard | undefined;
}

/** All handlers over one set of ports, by the names of their Lambdas. A Lambda itself wires only its own (lambda/handlers). */
export const appOf = (all: Ports) => ({
  'give-notice': giveNotice(all),
  'open-gate': openGate(all),
  deactivate: deactivate(all),
  hold: hold(all),
  'check-in': checkIn(all),
  restore: restore(all),
  'delete-key': deleteKey(all),
  'slack-door': slackDoor({
    ...all,
    requestStop: requestStop(all),
    takeAnswer: takeAnswer(all),
    changeControl: changeControl(all),
  }),
  'slack-enqueue': slackEnqueue(all),
  'slack-doctor': slackDoctor(all),
  'operator-door': operatorDoor({ ...all, requestStop: requestStop(all), takeAnswer: takeAnswer(all) }),
  watchdog: watchdog(all),
  'restore-all': restoreAll(all),
  dispatch: dispatch(all),
  'slack-views': slackViews(all),
  'hear-changes': hearChanges(all),
});

export type App = ReturnType<typeof appOf>;
export type HandlerName = keyof App;
