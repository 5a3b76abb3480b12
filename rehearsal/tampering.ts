import { appendBy } from '../lambda/adapters/ledger/append';
import type { HandlerName, Ports } from '../lambda/app';
import type { Draft, Entry } from '../lambda/core/entries';
import type { Chain, Clock } from '../lambda/core/ports';
import type { FakeLedger } from './ledger/fake';

/** One call that a handler makes to what is outside of it. */
export interface Call {
  port: string;
  method: string;
  /** What is written, where calls of one method differ: an entry's type, HEAD, or an announcement. */
  what?: string;
}

/** Stands between the handlers and all that they touch, to break it. */
export interface Tamper {
  /** `land`: what the call does when it is sent now and arrives later. */
  call<T>(call: Call, act: () => Promise<T>, land?: () => Promise<T>): Promise<T>;
  /** Every run of a handler. */
  invocation(handler: HandlerName, event: unknown, run: () => Promise<unknown>): Promise<unknown>;
  /** The number of the run that is going on, where runs are numbered. */
  run?(): number | undefined;
  /** The clock that the handlers see. */
  clock(clock: Clock): Clock;
}

/** Not calls: what is in the process. */
const inside: readonly string[] = [
  ...['config', 'clock', 'pause', 'timeLimit', 'ids', 'metrics', 'changeFromRecord'],
  'ledger',
];

interface Tampering {
  tamper: Tamper;
  memory: FakeLedger;
  onEntry: (entry: Entry, chain: Chain) => void;
  onHead: (chain: Chain) => void;
}

/** The ports, each call of which goes through the tamper. A port or method that is added is covered as it is. */
export function tampered(ports: Ports, { tamper, memory, onEntry, onHead }: Tampering): Ports {
  const outside = Object.entries(ports).filter(([name]) => !inside.includes(name));
  const through = outside.map(([name, port]) => [name, wrapped(name, port as object, tamper)]);
  return {
    ...ports,
    ...(Object.fromEntries(through) as Ports),
    clock: tamper.clock(ports.clock),
    ledger: {
      read: (keyId) => tamper.call({ port: 'ledger', method: 'read' }, () => memory.ledger.read(keyId)),
      rebuildHead: head,
      append: appendBy({
        announce: (announcement) => tamper.call(announce, () => memory.appending.announce(announcement)),
        put,
        writeHead: head,
      }),
    },
  };

  function head(chain: Chain): Promise<void> {
    return tamper.call(writeHead, async () => {
      await memory.ledger.rebuildHead(chain);
      onHead(chain);
    });
  }

  function put(chain: Chain, draft: Draft): Promise<Chain> {
    return tamper.call({ port: 'ledger', method: 'append', what: draft.type }, async () => {
      const longer = await memory.appending.put(chain, draft);
      const entry = longer.entries.at(-1);
      if (entry) onEntry(entry, longer);
      return longer;
    });
  }
}

const announce: Call = { port: 'ledger', method: 'append', what: 'ANNOUNCED' };
const writeHead: Call = { port: 'ledger', method: 'append', what: 'HEAD' };

type Method = (...given: unknown[]) => unknown;

function wrapped(port: string, target: object, tamper: Tamper): unknown {
  if (typeof target === 'function') return wrap({ port, method: port }, target as Method, tamper);
  const methods = Object.entries(target).filter((each): each is [string, Method] => typeof each[1] === 'function');
  return Object.fromEntries(methods.map(([method, fn]) => [method, wrap({ port, method }, fn, tamper)]));
}

/** Calls that look at the clock right before they are signed. */
const hasDeadline = ({ port }: Call): boolean => port === 'deactivator' || port === 'deleter';

/** It was signed in time: whenever it arrives, it is carried out. */
const landing =
  (fn: Method, [subject]: unknown[]) =>
  async (): Promise<unknown> =>
    fn(subject, '9999-12-31T23:59:59.999Z');

function wrap(call: Call, fn: Method, tamper: Tamper): Method {
  if (fn.constructor.name !== 'AsyncGeneratorFunction') {
    return (...given) => {
      const act = async (): Promise<unknown> => fn(...given);
      return tamper.call(call, act, hasDeadline(call) ? landing(fn, given) : act);
    };
  }
  return async function* (...given) {
    yield* await tamper.call(call, async () => {
      const items: unknown[] = [];
      for await (const item of fn(...given) as AsyncIterable<unknown>) items.push(item);
      return items;
    });
  };
}
