import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** What is typed, or piped in, line by line. */
export interface Lines {
  /** Shows the question, and waits for the answer. `undefined`: nothing more comes. */
  ask(question: string): Promise<string | undefined>;
  /** Somebody sits there, and may answer again. */
  again: boolean;
  close(): void;
}

interface Streams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
}

/** Over the streams of a process. Lines that come before their question are kept: a pipe sends all at once. */
export function linesOf({ input, output }: Streams): Lines {
  const again = input.isTTY === true;
  const reader = createInterface({ input, terminal: again, ...(again && { output }) });
  const waiting: string[] = [];
  let ended = false;
  reader.on('line', (line) => waiting.push(line));
  reader.once('close', () => {
    ended = true;
  });
  return {
    again,
    async ask(question) {
      if (again) {
        reader.setPrompt(question);
        reader.prompt();
      } else {
        output.write(question);
      }
      if (waiting.length === 0 && !ended) await next(reader);
      // What is piped in is not shown by anybody else.
      if (!again) output.write(`${waiting[0] ?? ''}\n`);
      return waiting.shift();
    },
    close: () => reader.close(),
  };
}

/** The next line, or the end. */
async function next(reader: ReturnType<typeof createInterface>): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(reader, 'line', { signal }), once(reader, 'close', { signal })]);
  over.abort();
}
