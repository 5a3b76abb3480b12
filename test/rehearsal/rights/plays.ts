import type { HandlerName } from '../../../lambda/app';
import { story } from '../../../rehearsal/cast';
import { rehearse } from '../../../rehearsal/rehearse';
import type { Judge } from '../../../rehearsal/rights/judge';
import { permit } from '../../../rehearsal/rights/refused';
import { ofAlarm } from '../../../rehearsal/rights/services';
import type { LedgerFault } from '../../../rehearsal/wires';
import { kenji, losingFirstAnswers, onStage, somebodySwitchesOn, stopExecution } from './stage';

const hour = 3600;
const day = 24 * hour;
const because = { because: 'the release needs it' };
const reason = { reason: 'the release needs it' };
const keyPath = '/retirements/{keyId}';
const hana = { who: 'hana.mori' };

const use = {
  service: 's3',
  action: 'ListBuckets',
  region: 'ap-northeast-1',
  sourceIp: '10.20.4.17',
  userAgent: 'cron',
};
/** In Tokyo, where the day's sweep of everything comes at nine. */
const nearlyNine = '2026-03-02T23:52:00.000Z';

/** What is played so that each right is used that is needed anywhere. */
export const plays: Record<string, (judge: Judge) => Promise<void>> = {
  'the story': async (judge) => {
    await rehearse(story, { transport: 'http', judge });
  },

  'a key that nobody misses, and of each function the ledger’s first answer is lost': (judge) =>
    onStage(judge, { ledgerFault: losingFirstAnswers() }, async ({ keyIds: [keyId = ''], until }) => {
      await until('KeyDeleted', keyId);
    }),

  'what operators ask for': (judge) =>
    onStage(judge, {}, async ({ cloud, ask, keyIds, until, wait }) => {
      const [stopped = '', snoozed = '', handedOn = '', dead = ''] = keyIds;
      await until('NoticeGiven', dead);
      await wait(60);
      for (const what of ['/control', '/doctor', '/doctor/slack', '/retirements', '/retirements?owner=U01REN']) {
        await ask(`GET ${what}`);
      }
      await ask('GET /doctor/members/{accountId}', undefined, cloud.aws.holder(dead)?.account.id);
      await ask(`GET ${keyPath}`, undefined, stopped);
      await ask('POST /freeze', reason);
      await ask('POST /thaw', reason);
      await ask(`POST ${keyPath}/snooze`, { ...because, until: '2026-03-06' }, snoozed);
      await ask(`POST ${keyPath}/owner`, { ...because, to: 'U02HANA' }, handedOn);
      await ask(`POST ${keyPath}/stop`, reason, stopped);
      await wait(hour);
      // Nobody has asked for either: the door says so.
      for (const what of ['dismiss', 'release']) await ask(`POST ${keyPath}/${what}`, because, dead, { wanted: 409 });
      await until('KeyDeactivated', dead);
      stopExecution(cloud, dead);
      await ask(`POST ${keyPath}/stop`, reason, dead);
      await wait(hour);
    }),

  'what people do in Slack': (judge) =>
    onStage(judge, { ledgerFault: losingFirstAnswers() }, async ({ cloud, keyIds, entries, until, wait, another }) => {
      const { people, slack } = cloud;
      const [first = '', second = '', third = '', dead = ''] = keyIds;
      await until('NoticeGiven', dead);
      await wait(60);
      await people.slackSends.openHome(slack.user('U01REN'));
      for (const words of ['status', `show ${first}`, 'freeze sale', 'thaw over', `enqueue ${another} old`]) {
        await people.slackSends.command(slack.user(kenji), 'C0CLOUDOPS', words);
        await wait(60);
      }
      if (!entries.some(({ keyId }) => keyId === another)) throw new Error('It was not enqueued from Slack.');
      await people.reply('ren.ito', second, 'stop');
      await until('KeyDeactivated', dead);
      // Slack lets nothing be posted: it is told by the watchdog, once Slack does.
      slack.weather.fault = (method) => (method.startsWith('chat.') ? { error: 'internal_error' } : undefined);
      await people.pressStop('ren.ito', third);
      await wait(hour);
      delete slack.weather.fault;
      stopExecution(cloud, dead);
      await people.pressStop('ren.ito', dead);
      await wait(hour);
    }),

  'a stop, and the words that were waited for, come just before a hold can be found': (judge) => {
    const late: { key?: string; act?: () => Promise<unknown> } = {};
    return onStage(judge, { ritual: 'two words', ledgerFault: beforeAHoldOf(late) }, async (stage) => {
      const { cloud, ask, until, wait } = stage;
      const [stopped = '', approved = ''] = stage.keyIds;
      await until('NoticeGiven', approved);
      Object.assign(late, { key: stopped, act: () => ask(`POST ${keyPath}/stop`, reason, stopped) });
      await until('RetirementKept', stopped);
      await until('FinalNoticeGiven', approved);
      await cloud.people.pressSafeToDelete('ren.ito', approved);
      await until('GateHeld', approved);
      const act = () => ask(`POST ${keyPath}/approve`, {}, approved, hana);
      Object.assign(late, { key: approved, act });
      await wait(3 * day);
      if (late.act) throw new Error('No hold of the deletion gate began.');
    });
  },

  'giving everything back': (judge) =>
    onStage(judge, { ledgerFault: losingFirstAnswers() }, async ({ ask, keyIds, until, wait }) => {
      await until('KeyDeactivated', keyIds[3] ?? '');
      await ask('POST /restore-all', reason);
      await wait(hour);
    }),

  'a user is renamed while its key is off, somebody else switches a key on, and a third one is used': (judge) =>
    onStage(judge, { ledgerFault: losingFirstAnswers() }, async ({ cloud, keyIds, until, wait }) => {
      const [renamed = '', switched = '', needed = ''] = keyIds;
      await until('KeyDeactivated', switched);
      const held = cloud.aws.holder(renamed);
      cloud.aws.renameUser(held?.account.id ?? '', held?.user.name ?? '', 'svc-renamed');
      somebodySwitchesOn(cloud, switched);
      await until('KeyRestored', renamed);
      await until('KeyRestored', needed);
      await wait(hour);
      cloud.aws.useKey(needed, use);
      await until('RetirementKept', needed);
    }),

  'the sweep of everything': (judge) =>
    onStage(judge, { start: nearlyNine, everySweep: true }, ({ wait }) => wait(600)),

  'functions that do not reach the ledger for so long that Lambda gives up': async (judge) => {
    const unreached = new Set<HandlerName>();
    const ledgerFault: LedgerFault = async ({ by }) => (by && unreached.has(by) ? 'before' : undefined);
    await onStage(judge, { ledgerFault, start: nearlyNine, everySweep: true }, ({ wait }) => {
      unreached.add('watchdog');
      return wait(1200);
    });
    unreached.clear();
    await onStage(judge, { ledgerFault }, async ({ cloud, ask, keyIds, until, wait }) => {
      const { people, slack } = cloud;
      const [first = '', second = '', third = ''] = keyIds;
      await until('NoticeGiven', third);
      await wait(60);
      unreached.add('slack-views').add('give-notice');
      await people.slackSends.command(slack.user(kenji), 'C0CLOUDOPS', 'status');
      await ask(`POST ${keyPath}/owner`, { ...because, to: 'U02HANA' }, first);
      await wait(600);
      unreached.clear();
      await until('KeyDeactivated', third);
      unreached.add('hear-changes').add('restore').add('restore-all');
      somebodySwitchesOn(cloud, third);
      stopExecution(cloud, second);
      await ask(`POST ${keyPath}/stop`, reason, second);
      await ask('POST /restore-all', reason);
      await wait(400);
      unreached.clear();
      await wait(hour);
    });
  },

  'an alarm': (judge) => permit(judge, ofAlarm('keysunset-key-left-off')),
};

/** Lets something happen right before a hold of that key is put into the ledger. */
const beforeAHoldOf =
  (late: { key?: string; act?: () => Promise<unknown> }): LedgerFault =>
  async ({ by, operation, input }) => {
    const { Item } = input as { Item?: Record<string, { S?: string }> };
    const { act } = late;
    const puts = by === 'hold' && operation === 'PutItem' && Item?.['entry']?.S?.startsWith('HOLD#');
    if (!puts || Item?.['keyId']?.S !== late.key || !act) return undefined;
    delete late.act;
    await act();
    return undefined;
  };
