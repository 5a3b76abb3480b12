/** What the slash command answers. Most of it the door says, which cannot look up what its reader reads: it is said in every language. */
export const commands = {
  stopped: (key: string) =>
    `Stopped: ${key} is kept. If it is off it is being switched back on, within 6 minutes even where something is slow; its card says when.`,
  control: {
    frozen: (restoreAll: string) =>
      `Frozen: no outage begins and nothing is deleted before the thaw. Keys that are off stay off until their planned end; ${restoreAll} gives them back now.`,
    'frozen already': () => 'Frozen already.',
    thawed: () => 'Thawed: outages and deletions are allowed again, in the working hours.',
    'not frozen': () => 'It is not frozen: there is nothing to thaw.',
    refused: (restoreAll: string) =>
      `Not thawed: everything is being given back. Thaw when that is over; ${restoreAll} shows how far it is.`,
    'giving back': () => 'Every key that is off is being given back.',
    'giving back already': () => 'Every key that is off is being given back.',
  },
  looking: (key: string, show: string) =>
    `Looking ${key} up. The answer comes here; until then it is not enqueued. If none comes within a minute, look with ${show}.`,
  enqueued: (key: string) =>
    `Enqueued: ${key}. Nothing is switched off before its owner was told and the notice is over.`,
  notEnqueued: (key: string, why: string) => `${key} is not enqueued, as far as is known: ${why}`,
  allTheSame: (again: string) => `To ask all the same, put ${again} before the reason.`,
  nobodyKnows: 'nobody knows why.',
  neverEnqueued: (key: string) => `${key} was never enqueued: Keysunset has not touched it.`,
  operatorsOnly: (operators: string) =>
    `Only operators can do that, so nothing was done. Who they are is in the configuration (${operators}).`,
  notRecorded: 'This could not be recorded in time. Type it again: twice is no harm.',
  notLookedUp: 'This could not be looked up. Type it again in a minute.',
  notOurs: 'Nothing was done: only people of this workspace can use this command.',
  /** What is no key id may be a secret that was pasted: it is not repeated. */
  missing: {
    key: 'Nothing was done: wanted is an access key id, AKIA and 16 of A-Z and 2-7. If that was a secret, replace it: others may read it.',
    reason: 'Nothing was done: wanted is why the key is thought unused. Its owner reads it.',
    brevity: 'Nothing was done: wanted are 1000 characters at most.',
    option: (again: string) => `Nothing was done: the only option is ${again}, before the reason.`,
  },
  /** What can be typed, and what that does. */
  usage: [
    { ask: 'status', does: 'what is off now, and whether all is frozen' },
    { ask: 'show AKIA…', does: 'how a key stands' },
    { ask: 'stop AKIA… why', does: 'keep a key; one that is off is switched back on' },
    { ask: 'enqueue AKIA… why', does: 'ask that a key be retired (operators)' },
    { ask: 'enqueue AKIA… --again why', does: 'the same of a key that is to be left alone since somebody needed it' },
    { ask: 'freeze why', does: 'no new outage and no deletion anywhere (operators)' },
    { ask: 'thaw why', does: 'both are allowed again (operators)' },
  ],
};
