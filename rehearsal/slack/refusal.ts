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
