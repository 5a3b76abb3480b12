/** The app's Home tab. */
export const home = {
  mine: 'Your keys',
  noneMine: 'None of your keys is being retired.',
  dark: 'Off now',
  noneDark: 'No key is off.',
  next: 'Next outages',
  noneNext: 'No outage is planned.',
  freeze: 'Freeze',
  frozen: (since: string, by: string, reason: string) =>
    `*Frozen since ${since}* by ${by}: _“${reason}”_\nNo outage begins and nothing is deleted before the thaw. Keys come back as promised.`,
  frozenByItself: (reason: string, thaw: string) =>
    `Frozen: no outage begins and nothing is deleted before the thaw. ${reason}. Look at these keys, then say ${thaw}.`,
  notFrozen: 'Not frozen: outages begin, and keys are deleted, in the working hours.',
  freezeUnknown: 'Whether there is a freeze could not be read. Until it can be, no outage begins.',
  nextOutage: (at: string, length: string, key: string, user: string, account: string) =>
    `${at}  off for ${length}: ${key} *${user}* in *${account}*`,
  updated: (at: string) => `As of ${at}. Open this tab again to see it anew.`,
  notRead: (at: string) => `At ${at} the ledger could not be read. Open this tab again in a minute.`,
  more: (more: number) => `and ${more} more`,
};
