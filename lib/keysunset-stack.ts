import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../lambda/core/config';
import { Alarms } from './alarms';
import { Dashboard } from './dashboard';
import { Dispatch } from './dispatch';
import { Doors } from './doors';
import { GrantedRights } from './grant-rights';
import { HearChanges } from './hear-changes';
import { HubKey } from './hub-key';
import { Ledger } from './ledger';
import { RestoreAll } from './restore-all';
import { RetirementMachine } from './retirement-machine';
import { SlackSecrets } from './slack-secrets';
import { RetirementSteps } from './steps';
import { Undelivered } from './undelivered';
import { Watchdog } from './watchdog';

export interface KeysunsetProps extends StackProps {
  config: Config;
}

/** Everything that exists in the hub account: a table of contents. */
export class KeysunsetStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: KeysunsetProps) {
    super(scope, id, props);

    const ledger = new Ledger(this, 'Ledger');
    const { key } = new HubKey(this, 'Hub');
    const secrets = new SlackSecrets(this, 'Slack', { key });
    const { queue: undelivered } = new Undelivered(this, 'Undelivered', { key });
    const home = { key, undelivered };

    const steps = new RetirementSteps(this, 'Steps', home);
    const { machine } = new RetirementMachine(this, 'Retirement', home, steps.functions);

    const doors = new Doors(this, 'Doors', home);
    const dispatch = new Dispatch(this, 'Dispatch', home);
    const watchdog = new Watchdog(this, 'Watchdog', home, { machine });
    const restoreAll = new RestoreAll(this, 'RestoreAll', home);
    const hearChanges = new HearChanges(this, 'HearChanges', home, config);

    new GrantedRights(this, 'Rights', {
      config,
      ledger,
      secrets,
      hubKey: key,
      machine,
      functions: {
        ...steps.functions,
        ...doors.functions,
        ...dispatch.functions,
        ...watchdog.functions,
        ...restoreAll.functions,
        ...hearChanges.functions,
      },
    });

    const rules = [...dispatch.rules, ...watchdog.rules];
    const hub = { machine, table: ledger.table, api: doors.api, undelivered, rules };
    const alarms = new Alarms(this, 'Alarms', hub);
    new Dashboard(this, 'Dashboard', hub, alarms.all);
  }
}
