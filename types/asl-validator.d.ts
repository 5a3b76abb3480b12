declare module 'asl-validator' {
  interface Problem {
    Error: string;
    Message?: string;
  }

  /** Checks a definition against the schema of Amazon States Language, its paths and its arrows. */
  function validate(definition: unknown): { isValid: boolean; errors: Problem[]; errorsText: () => string };
  export = validate;
}
