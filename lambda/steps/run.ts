import * as z from 'zod';
import { LostRace } from '../core/errors';
import { fold } from '../core/evolve';
import type { Decision } from '../core/decide/decision';
import type { Draft, Fact } from '../core/entries';
import type { Chain, Clock, Ids, Ledger } from '../core/ports';
import type { Retirement } from '../core/retirement';

/** What the state machine hands to every step. */
export const stepInput = z.object({ key: z.string().min(1), retirementId: z.string().min(1) });
export type StepInput = z.infer<typeof stepInput>;

/** What every step answers: `seconds` is whole and at least 1, since a hold's timeout is made of it. */
export interface StepResult {
  answer: string;
  seconds: number;
}

export interface RecordingPorts {
  ledger: Ledger;
  clock: Clock;
  ids: Ids;
}

/** One run of a step for one retirement: its chain as last read, and how to write to it. */
export interface Run {
  readonly chain: Chain;
  readonly retirement: Retirement;
  readonly attempt: string;
  /** Appends on condition that nobody else did; throws LostRace. */
  append(...facts: readonly Fact[]): Promise<void>;
  /** Appends what has happened already, whoever else writes. */
  land(...facts: readonly Fact[]): Promise<void>;
  read(): Promise<void>;
}

/** How often a step decides anew when others write to the same chain meanwhile, before the state machine runs it again. */
const RACES = 20;

/**
 * Runs a step: reads the chain, lets `once` decide and act on it, and does so again where another writer was quicker.
 * `once` answers `undefined` to go round again. Another retirement's step ends at once (R9).
 */
export async function runStep(
  name: string,
  { ledger, clock, ids }: RecordingPorts,
  input: StepInput,
  once: (run: Run) => Promise<StepResult | undefined>,
): Promise<StepResult> {
  const attempt = ids.attempt();
  const run = await begin(`keysunset ${name}`, { ledger, clock }, input, attempt);
  for (let round = 0; round < RACES; round++) {
    if (!run.isOurs()) return { answer: 'ended', seconds: 1 };
    try {
      const result = await once(run);
      if (result) return checked(name, result);
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      await run.read();
    }
  }
  throw new Error(`${name} of ${input.key} was overtaken ${RACES} times by other writers. It is run again.`);
}

async function begin(
  actor: string,
  { ledger, clock }: Pick<RecordingPorts, 'ledger' | 'clock'>,
  { key, retirementId }: StepInput,
  attempt: string,
): Promise<Run & { isOurs(): boolean }> {
  let chain = await ledger.read(key);
  let folded = fold(chain);
  const set = (next: Chain): void => {
    chain = next;
    folded = fold(next);
  };
  const drafts = (facts: readonly Fact[]): Draft[] =>
    facts.map((fact) => ({ ...fact, at: clock.now(), actor, retirementId, attempt }));
  const append = async (...facts: readonly Fact[]): Promise<void> => {
    if (facts.length > 0) set(await ledger.append(chain, ...drafts(facts)));
  };
  const read = async (): Promise<void> => set(await ledger.read(key));
  return {
    attempt,
    append,
    read,
    isOurs: () => folded?.retirementId === retirementId,
    get chain() {
      return chain;
    },
    get retirement() {
      if (!folded) throw new Error(`${key} has no retirement.`);
      return folded;
    },
    async land(...facts) {
      for (const fact of facts) {
        for (let landed = false; !landed;) {
          try {
            await append(fact);
            landed = true;
          } catch (error) {
            if (!(error instanceof LostRace)) throw error;
            await read();
          }
        }
      }
    },
  };
}

/** Carries out a decision that is no call: answers, or records and goes round again. */
export async function carryOut<A extends string>(
  run: Run,
  decision: Exclude<Decision<A>, { do: 'call' }>,
): Promise<StepResult | undefined> {
  await run.append(...decision.record);
  return decision.do === 'answer' ? { answer: decision.answer, seconds: decision.seconds } : undefined;
}

function checked(name: string, { answer, seconds }: StepResult): StepResult {
  if (!Number.isInteger(seconds) || seconds < 1) {
    throw new Error(`${name} answered ${seconds} seconds; wanted is a whole number of at least 1.`);
  }
  return { answer, seconds };
}
