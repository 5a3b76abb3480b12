/** How long something goes on: an execution, or a branch of it. When it is over, whatever waits in it waits for ever. */
export interface Scope {
  readonly over: boolean;
  /** Waits for what `start` sets going. What `start` answers tidies up, when that has come or the scope is over. */
  wait<T>(start: (resolve: (value: T) => void, reject: (error: Error) => void) => () => void): Promise<T>;
  /** What a promise tells, if the scope is not over by then. */
  still<T>(promise: Promise<T>): Promise<T>;
  inner(): Scope;
  end(): void;
}

export function scope(onEnd: () => void = () => undefined): Scope {
  const tidyUps = new Set<() => void>();
  let over = false;

  return {
    get over() {
      return over;
    },

    wait: (start) =>
      new Promise((resolve, reject) => {
        if (over) return;
        let stop = (): void => undefined;
        const tidy = (): void => {
          if (tidyUps.delete(tidy)) stop();
        };
        tidyUps.add(tidy);
        stop = start(
          (value) => {
            tidy();
            resolve(value);
          },
          (error) => {
            tidy();
            reject(error);
          },
        );
        // What `start` set going may have ended the scope.
        if (!tidyUps.has(tidy)) stop();
      }),

    async still(promise) {
      const value = await promise;
      return over ? new Promise<never>(() => undefined) : value;
    },

    inner() {
      const end = (): void => inner.end();
      const inner = scope(() => tidyUps.delete(end));
      tidyUps.add(end);
      return inner;
    },

    end() {
      if (over) return;
      over = true;
      for (const tidy of tidyUps) tidy();
      onEnd();
    },
  };
}
