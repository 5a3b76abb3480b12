import type { HandlerName } from '../lambda/app';
import { after, toMilliseconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import type { VirtualClock } from './clock';
import stack from './generated/stack.json';
import { invokeLater } from './invocations';
import type { Asked, Judge } from './rights/judge';
import { permit } from './rights/refused';
import { asItRuns, keptUndelivered, throughTheDoor } from './rights/services';
import type { Tamper } from './tampering';

/** How a function is called when nobody waits for it. */
export interface How {
  tries?: number;
  /** What has to be allowed to whoever calls it. */
  by?: () => Asked[];
}

/** Lambda: runs functions by their names. */
export interface Lambdas {
  deploy(name: HandlerName, handler: (event: never) => Promise<unknown>): void;
  /** `by`: as for `How`; not given: as whoever comes through a door. */
  run(name: string, event: unknown, by?: () => Asked[]): Promise<unknown>;
  /** Runs it, and again where it fails. */
  invoke(name: string, event: unknown, how?: How): Promise<void>;
  /** The same, so many seconds from now. */
  later(name: string, event: unknown, how?: How & { seconds?: number }): void;
}

interface Around {
  clock: VirtualClock;
  judge: Judge | undefined;
  tamper: Tamper | undefined;
  onInvocation: ((handler: HandlerName, from: Instant, milliseconds: number) => void) | undefined;
}

/** Whoever calls it was asked already. */
export const nobodyElse = (): Asked[] => [];

export function lambdas({ clock, judge, tamper, onInvocation }: Around): Lambdas {
  const handlers = new Map<HandlerName, (event: never) => Promise<unknown>>();

  const timed = async (name: HandlerName, invoked: () => Promise<unknown>): Promise<unknown> => {
    const from = clock.now();
    try {
      return await invoked();
    } finally {
      onInvocation?.(name, from, toMilliseconds(clock.now()) - toMilliseconds(from));
    }
  };
  const run: Lambdas['run'] = (name, event, by = () => throughTheDoor(name, event)) => {
    const handler = handlers.get(name as HandlerName);
    if (!handler) throw new Error(`No handler is called ${name}.`);
    const invoked = (): Promise<unknown> => timed(name as HandlerName, () => handler(event as never));
    const performed = () => (tamper ? tamper.invocation(name as HandlerName, event, invoked) : invoked());
    return judge ? permit(judge, [...by(), ...asItRuns(name as HandlerName)]).then(performed) : performed();
  };
  const invoke: Lambdas['invoke'] = (name, event, { tries = 2, by = nobodyElse } = {}) =>
    invokeLater(clock, () => run(name, event, by), {
      name,
      tries,
      undelivered: () => permit(judge, keptUndelivered(name as HandlerName)),
    });
  return {
    deploy: (name, handler) => void handlers.set(name, handler),
    run,
    invoke,
    later(name, event, { seconds = 0, ...how } = {}) {
      clock.at(after(clock.now(), seconds), name, () => invoke(name, event, how));
    },
  };
}

/** Which handler a function of the definition is. */
export function handlerOf(functionArn: string): string {
  const handler = (stack.functions as Record<string, string>)[functionArn];
  if (!handler) throw new Error(`The stack has no function ${functionArn}.`);
  return handler;
}
