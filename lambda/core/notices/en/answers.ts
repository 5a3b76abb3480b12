/** What the slash command answers. */
export const answers = {
  counts: (all: number, off: number, on: number, notice: number, enqueued: number, ending: number) =>
    `Being retired: ${all}. Off now: ${off}, on and watched: ${on}, in the notice: ${notice}, waiting to start: ${enqueued}, ending: ${ending}.`,
  stopBy: (command: string) => `If you need it: ${command}`,
};
