import { controlState, recordControl } from '../change-control';
import type { ControlPorts } from '../change-control';
import { untoldFreeze } from '../core/breaker';
import type { Config } from '../core/config';
import { limits, message } from '../core/notices/blocks';
import { foreign } from '../core/notices/mrkdwn';
import type { Messenger } from '../core/ports';
import type { StepResult } from './run';

interface Ports extends ControlPorts {
  config: Pick<Config, 'slack'>;
  messenger: Pick<Messenger, 'post'>;
}

/**
 * Tells the operators of a freeze that none of them asked for: first told, then recorded. It is about everything, and stands in
 * no key's chain. What Slack does not take is told by a later run.
 */
export async function tellOperators(ports: Ports): Promise<StepResult> {
  const { config, control, messenger } = ports;
  const text = untoldFreeze(controlState(await control.read()));
  if (text) {
    const { channel, ts } = await messenger.post(
      config.slack.fallbackChannel.id,
      message(foreign(text, limits.text), []),
    );
    await recordControl(ports, 'keysunset give notice', (state) => ({
      record: untoldFreeze(state) ? [{ type: 'OperatorsTold', detail: { about: 'freeze', channel, ts } }] : [],
    }));
  }
  return { answer: 'told', seconds: 1 };
}
