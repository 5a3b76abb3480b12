/** Answers a task's token. */
export type Send = (taskToken: string, then: { output?: unknown; error?: string; cause?: string }) => Promise<unknown>;

export function run(event: object, send: Send): Promise<unknown>;
