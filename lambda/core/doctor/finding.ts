import type { Finding } from '../ports';

/** What nobody could look at is never taken for good. */
export const notRead = (what: string, why: string): Finding => ({
  ...{ what, is: 'not read', text: `It could not be looked at: ${why}` },
  todo: 'Try again.',
});

/** Whether somebody has to do something about it. */
export const isWrong = ({ is }: Finding): boolean => is === 'missing' || is === 'not read';
