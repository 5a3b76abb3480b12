import { fuzz } from './door';

/** `npm run fuzz`: 100,000 mangled requests, or as many as are asked for; `npm run fuzz -- 20000 --seed 7`. */
async function main(words: readonly string[]): Promise<void> {
  const { gc } = globalThis;
  if (!gc) throw new Error('The heap cannot be collected. Wanted: node --expose-gc, as in `npm run fuzz`.');
  const runs = Number(words.find((word) => /^\d+$/.test(word)) ?? 100_000);
  const seed = words.includes('--seed') ? Number(words[words.indexOf('--seed') + 1]) : Date.now() % 2 ** 31;
  const began = performance.now();
  const { failure, statuses, heap } = await fuzz(runs, { seed, collect: () => void gc() });
  const grown = heap.late / heap.early;
  const answered = Object.entries(statuses).map(([status, times]) => `${status}: ${times.toLocaleString('en')}`);
  process.stdout.write(
    `${runs.toLocaleString('en')} mangled requests in ${Math.round((performance.now() - began) / 1000)} s, seed ${seed}\n` +
      `${answered.join('   ')}\n` +
      `heap after all of them ÷ after a tenth: ${grown.toFixed(2)} (${mebi(heap.late)} ÷ ${mebi(heap.early)})\n`,
  );
  if (failure) throw new Error(failure);
  if (grown > MOST_GROWN)
    throw new Error(`The heap has grown to ${grown.toFixed(2)} of what it was; wanted is ${MOST_GROWN} at most.`);
}

const MOST_GROWN = 1.1;
const mebi = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

void main(process.argv.slice(2));
