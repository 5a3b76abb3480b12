import { decideControl, foldControl } from '../core/control';
import type { ControlDecision, ControlRequest, ControlState } from '../core/control';
import { LostRace, Refused } from '../core/errors';
import type { Clock, Control, Ids } from '../core/ports';

interface Ports {
  control: Pick<Control, 'read' | 'append'>;
  clock: Clock;
  ids: Ids;
}

/** What stands in the entries of CONTROL where a key's have their retirement. */
const OF_EVERYTHING = 'control';

/** Takes a freeze, a thaw or a giving back of everything: decided on a fresh read, and again where somebody else was quicker. */
export const changeControl =
  ({ control, clock, ids }: Ports) =>
  async ({ actor, ...request }: ControlRequest & { actor: string }): Promise<Omit<ControlDecision, 'record'>> => {
    const stamp = { actor, retirementId: OF_EVERYTHING, attempt: ids.attempt() };
    for (;;) {
      const chain = await control.read();
      const { record, ...answer } = decideControl(controlState(chain), request);
      try {
        if (record.length > 0) {
          await control.append(chain, ...record.map((fact) => ({ ...fact, ...stamp, at: clock.now() })));
        }
        return answer;
      } catch (error) {
        if (!(error instanceof LostRace)) throw error;
      }
    }
  };

/** Where the whole stands. Throws where that cannot be told from its chain. */
export function controlState(chain: Awaited<ReturnType<Control['read']>>): ControlState {
  const state = foldControl(chain);
  if (state.known) return state.value;
  throw new Refused(
    `${state.why}. Wanted: entries of this version. Until then nothing begins. Look at it in the ledger.`,
  );
}
