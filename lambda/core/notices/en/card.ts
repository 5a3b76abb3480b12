/** How things stand while nobody has screamed, and in one word at the end. First what is true, then what one can do. */
export const card = {
  headlines: {
    notice: 'Do you still need this AWS key?',
    handedOn: 'Noted: this key is not yours',
    switchingOff: 'This key is being switched off',
    off: (length: string) => `This key is off for ${length}. Is anything failing?`,
    lastCall: (days: number) => `Last call: this key is deleted ${inDays(days)}`,
    deleting: 'This key is being deleted',
    givingBack: 'This key is being switched back on',
    on: 'This key is on again, and watched',
    backOn: 'Your key is back on',
    stopped: 'Stopped: this key stays on',
    inUse: 'Kept: this key is in use',
    reactivated: 'Kept: somebody switched this key back on',
    kept: 'Kept: this key stays on',
    failed: 'Keysunset could not go on. Your key is on',
    deleted: 'Deleted. Nothing for you to do',
    gone: 'Gone: somebody else deleted this key',
    left: 'Left as found: somebody else switched this key off',
  },

  /** In the text of a notification, and of a reply in the thread. */
  about: (key: string, user: string, account: string) => `AWS key ${key} (${user}, ${account})`,
  notification: (headline: string, about: string, ...lines: readonly string[]) =>
    `${headline}\n${about}. ${lines.join(' ')}`,
  lineOf: (about: string, lines: string) => `${about}:\n${lines}`,
  who: (user: string, account: string, id: string) => `*${user}* in *${account}* (${id})`,

  saysYours: (who: string, note: string) => `${who} says that it is yours${note && `: “${note}”`}.`,
  saysNobodys: (who: string, note: string) => `${who} does not know whose it is${note && `: “${note}”`}.`,
  asksNow: (owner: string, until: string) =>
    `${owner} is asked now. Nothing happens before *${until}*; a key that is off is switched back on. Stop still works here.`,

  never: 'Nothing has ever used it.',
  unusedFor: (days: string) => `Nothing has used it for ${days}.`,
  usedOn: (at: string) => `It was last used on ${at}.`,
  proposal: (unused: string, stages: number, deletion: string, first: string) =>
    `${unused && `${unused} `}To find out safely, Keysunset switches it off ` +
    `${stages > 1 ? 'for a short while, then longer,' : 'for a while'} and deletes it on *${deletion}* unless somebody objects. ` +
    `Nothing happens before *${first}*.`,
  planned: (at: string, length: string, finds: string) => `${at}  off for ${length}: finds ${finds}`,
  beingSwitchedOff: (length: string) => `It is being switched off now, for ${length}.`,
  offUntil: (since: string, until: string) => `Off since ${since}. *Back on by itself on ${until}.*`,
  offUntilDeleted: (since: string, at: string) => `Off since ${since}. *Deleted on ${at} unless somebody needs it.*`,
  lastCall: (since: string, at: string) =>
    `Off since ${since}. Nobody has missed it. It is deleted on *${at}*. *A deleted key cannot be brought back.*`,
  ifFailing: 'If something fails now, press Stop: the key is back in seconds and stays.',
  tooLate: 'This can no longer be stopped: the deletion is on its way.',
  comingBack: 'It is switched back on now, within seconds.',
  watched: (since: string) => `Back on since ${since}.`,
  watchedUntil: (since: string, until: string) => `Back on since ${since}. Watched for use until ${until}.`,
  givenBackWithAll: (since: string) =>
    `Back on since ${since}, before its time: all keys were given back at once. This outage is repeated later; you are told when.`,
  givenBackForNow: (since: string, until: string) =>
    `Back on since ${since}, before its time: somebody said “not now”. This outage is repeated, not before ${until}.`,
  resumes: (until: string) => `“Not now” ends on ${until}.`,
  next: (length: string, at: string) => `Next: off for ${length}, not before ${at}.`,
  nextDeletion: (at: string) => `Next: deleted, not before ${at}.`,

  orReply: 'Press Stop above or reply *stop* here to keep it.',
  orReplyInDigest: 'Press Stop, or reply *stop* with its id, to keep it.',
  silentFor: (days: string) => `${days} without a word.`,

  /** In the line of stages. */
  noticeOnly: '○ notice',
  ahead: { deleted: '✕ delete', kept: '✓ kept' },
  ends: { kept: '✓ *kept*', deleted: '✕ *deleted*', gone: '– *gone*', left: '– *left*', failed: '▲ *failed*' },
};

function inDays(days: number): string {
  if (days < 1) return 'within a day';
  return days === 1 ? 'in 1 day' : `in ${days} days`;
}
