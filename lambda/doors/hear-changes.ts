import type { Heard } from '../core/changes';
import type { Config } from '../core/config';
import { tellChange } from '../tell-change';
import type { TellingPorts } from '../tell-change';

interface Ports extends TellingPorts {
  config: Config;
  /** `undefined`: Keysunset's own change, another event, or a call that failed. */
  changeFromRecord: (record: unknown, config: Config) => Heard | undefined;
}

/** Hears UpdateAccessKey and DeleteAccessKey by others, as EventBridge tells of them. */
export const hearChanges =
  (ports: Ports) =>
  async (event: { detail?: unknown }): Promise<void> => {
    const heard = ports.changeFromRecord(event.detail, ports.config);
    if (heard) await tellChange(heard, 'keysunset hear changes', ports);
  };
