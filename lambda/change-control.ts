import { decideControl, foldControl } from './core/control';
import type { ControlDecision, ControlRequest, ControlState } from './core/control';
import type { Fact } from './core/entries';
import { Refused } from './core/errors';
import type { Chain, Clock, Control, Ids } from './core/ports';
import { againWhenOvertaken } from './overtaken';

export interface ControlPorts {
  control: Pick<Control, 'read' | 'append'>;
  clock: Clock;
  ids: Ids;
}

/** What stands in the entries of CONTROL where a key's have their retirement. */
const OF_EVERYTHING = 'control';

/** Takes a freeze, a thaw or a giving back of everything. */
export const changeControl =
  (ports: ControlPorts) =>
  async ({ actor, ...request }: ControlRequest & { actor: string }): Promise<Omit<ControlDecision, 'record'>> => {
    const { record: _, ...answer } = await recordControl(ports, actor, (state) => decideControl(state, request));
    return answer;
  };

/** Records what is decided on a fresh read of CONTROL; decided anew where somebody else was quicker. */
export function recordControl<D extends { record: readonly Fact[] }>(
  { control, clock, ids }: ControlPorts,
  actor: string,
  decide: (state: ControlState) => D,
): Promise<D> {
  const stamp = { actor, retirementId: OF_EVERYTHING, attempt: ids.attempt() };
  return againWhenOvertaken(async () => {
    const chain = await control.read();
    const decision = decide(controlState(chain));
    const drafts = decision.record.map((fact) => ({ ...fact, ...stamp, at: clock.now() }));
    if (drafts.length > 0) await control.append(chain, ...drafts);
    return decision;
  });
}

/** Where the whole stands. Throws where that cannot be told from its chain. */
export function controlState(chain: Chain): ControlState {
  const state = foldControl(chain);
  if (state.known) return state.value;
  throw new Refused(
    `${state.why}. Wanted: entries of this version. Until then nothing begins. Look at it in the ledger.`,
  );
}
