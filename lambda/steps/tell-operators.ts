import { controlState, recordControl } from '../change-control';
import type { ControlPorts } from '../change-control';
import { untoldFreeze } from '../core/breaker';
import type { Config } from '../core/config';
import { frozenByItself } from '../core/notices/freeze';
import { everybody } from '../core/notices/reader';
import type { Messenger } from '../core/ports';
import type { StepResult } from './run';

interface Ports extends ControlPorts {
  config: Pick<Config, 'slack' | 'calendar'>;
  messenger: Pick<Messenger, 'post'>;
}

/**
 * Tells the operators of a freeze that none of them asked for: first told, then recorded. It is about everything, and stands in
 * no key's chain. What Slack does not take is told by a later run.
 */
export async function tellOperators(ports: Ports): Promise<StepResult> {
  const { config, control, messenger } = ports;
  const freeze = untoldFreeze(controlState(await control.read()));
  if (freeze) {
    const { channel, ts } = await messenger.post(
      config.slack.fallbackChannel.id,
      frozenByItself(freeze, everybody(config.calendar.timeZone, config)),
    );
    await recordControl(ports, 'keysunset give notice', (state) => ({
      record: untoldFreeze(state) ? [{ type: 'OperatorsTold', detail: { about: 'freeze', channel, ts } }] : [],
    }));
  }
  return { answer: 'told', seconds: 1 };
}
