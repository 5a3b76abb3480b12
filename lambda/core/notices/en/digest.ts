/** The one message of an owner who is asked about many keys on one day. */
export const digest = {
  headline: (keys: number) => `Do you still need these ${keys} AWS keys?`,
  orMore: (keys: number) => `Do you still need these AWS keys (${keys} or more)?`,
  how:
    'Each has a card of its own, in this thread or by itself. *If you need one, press Stop on its card.* ' +
    'What nobody needs is switched off in stages, and deleted in the end: its card says when.',
  key: (key: string, user: string, account: string) => `• ${key} *${user}* in *${account}*`,
  more: (keys: number) => `and ${keys} more, each with its card`,
};
