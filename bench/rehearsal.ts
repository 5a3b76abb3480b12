import { generated } from '../rehearsal/generated-keys';
import { rehearse } from '../rehearsal/rehearse';
import type { Transport } from '../rehearsal/wires';
import type { Bench, Figures } from './bench';

/** How many keys a rehearsal takes through the whole ritual in a second: without HTTP, beside the same over HTTP. */
export const rehearsal: Bench = {
  name: 'rehearsal',
  unit: 'keys per second, in process ÷ over HTTP',
  async run({ full }) {
    // The ratio: both in turn, three times, medians. The large runs are told beside it.
    const rounds: { inProcess: number; http: number }[] = [];
    for (let round = 0; round < 3; round++) {
      rounds.push({
        inProcess: (await measured('in process', 50)).keysPerSecond,
        http: (await measured('http', 50)).keysPerSecond,
      });
    }
    const inProcess = median(rounds.map((round) => round.inProcess));
    const http = median(rounds.map((round) => round.http));
    // The larger one last: memory is told as the most that the process has had.
    const largeHttp = full ? await measured('http', 1000) : undefined;
    const largeInProcess = full ? await measured('in process', 10_000) : undefined;
    return {
      ours: {
        transport: 'in process',
        keysPerSecond: round(inProcess),
        ...(largeInProcess && prefixed(largeInProcess)),
      },
      against: { transport: 'http', keysPerSecond: round(http), ...(largeHttp && prefixed(largeHttp)) },
      ratio: round(inProcess / http),
    };
  },
};

interface Measured {
  keys: number;
  seconds: number;
  keysPerSecond: number;
  /** Of the whole process, at its largest so far. */
  memoryMb: number;
  requests: number;
  requestsPerSecond: number;
}

async function measured(transport: Transport, keys: number): Promise<Measured> {
  const { wallMs, calls, keys: ended, invariants } = await rehearse(generated(keys, 1), { transport });
  const wrong = ended.filter(({ expected }) => !expected).length + invariants.violated.length;
  if (wrong > 0)
    throw new Error(`${wrong} of ${keys} keys did not end as expected: what was measured is not the ritual.`);
  const seconds = wallMs / 1000;
  const requests = Object.values(calls)
    .flatMap(Object.values<number>)
    .reduce((sum, n) => sum + n, 0);
  return {
    keys,
    seconds: round(seconds),
    keysPerSecond: keys / seconds,
    memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    requests,
    requestsPerSecond: Math.round(requests / seconds),
  };
}

const prefixed = ({ keysPerSecond, ...rest }: Measured): Figures => ({
  large: { ...rest, keysPerSecond: round(keysPerSecond) },
});

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const round = (n: number): number => Math.round(n * 100) / 100;
