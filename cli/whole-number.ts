import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that takes a whole number of at least 1. */
export const wholeNumber =
  (option: string) =>
  (text: string): number => {
    const n = Number(text);
    if (Number.isInteger(n) && n >= 1) return n;
    throw new InvalidArgumentError(`${option} was given "${text}". Wanted: a whole number of at least 1, like 1000.`);
  };
