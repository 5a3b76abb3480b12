/** Slack's own word for why it refuses a call, and its details. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
  readonly details: readonly string[];
  constructor(error: string, details: readonly string[]) {
    super(error);
    this.details = details;
  }
}

export const refusal = (error: string, details: readonly string[] = []): SlackRefusal =>
  new SlackRefusal(error, details);

/** What somebody wants to press, or to see, is not on their screen any more. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}
