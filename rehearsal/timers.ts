/** Something to be done at a moment. A timer whose `fire` was taken away is cancelled. */
export interface Timer {
  /** Milliseconds since 1970. */
  at: number;
  /** Of two timers of one moment, the one inserted first fires first. */
  order: number;
  label: string;
  fire?: (() => unknown) | undefined;
}

/** Timers by time and insertion: a binary heap. Cancelled ones stay until they come to the top. */
export function timerQueue() {
  const heap: Timer[] = [];
  let inserted = 0;

  const first = (): Timer | undefined => {
    while (heap[0] && !heap[0].fire) removeTop(heap);
    return heap[0];
  };

  return {
    add(at: number, label: string, fire: () => unknown): () => void {
      const timer: Timer = { at, order: inserted++, label, fire };
      heap.push(timer);
      moveUp(heap, heap.length - 1);
      return () => {
        timer.fire = undefined;
      };
    },

    /** The earliest that is not cancelled. */
    first,

    /** All that are not cancelled, by time and insertion. */
    all: (): Timer[] => heap.filter(({ fire }) => fire).sort((a, b) => (isBefore(a, b) ? -1 : 1)),

    /** At most so many timers of the earliest moment, taken out. */
    take(most: number): Timer[] {
      const taken: Timer[] = [];
      for (let next = first(); next && taken.length < most && next.at === (taken[0] ?? next).at; next = first()) {
        taken.push(next);
        removeTop(heap);
      }
      return taken;
    },
  };
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function removeTop(heap: Timer[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  moveDown(heap, 0);
}

function moveUp(heap: Timer[], from: number): void {
  for (let at = from; at > 0;) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, parent)) return;
    at = parent;
  }
}

function moveDown(heap: Timer[], from: number): void {
  for (let at = from; ;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (!left) return;
    const child = right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
    if (!swapIfBefore(heap, child, at)) return;
    at = child;
  }
}

function swapIfBefore(heap: Timer[], child: number, parent: number): boolean {
  const [lower, upper] = [heap[child], heap[parent]];
  if (!lower || !upper || !isBefore(lower, upper)) return false;
  heap[child] = upper;
  heap[parent] = lower;
  return true;
}
