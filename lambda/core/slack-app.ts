/** Each method of Slack's Web API that Keysunset calls, with the scopes that it takes (docs.slack.dev, reference of methods). */
export const methodScopes = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // By the doctor, of no message: in a public channel by the one scope, in a private one by the other.
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
} as const satisfies Record<string, readonly string[]>;

/** A method that has no line there cannot be called. */
export type SlackMethod = keyof typeof methodScopes;

/** Each event that the app subscribes to, with the scopes that it takes. */
export const eventScopes = {
  app_home_opened: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
} as const satisfies Record<string, readonly string[]>;

/** What the app has beside that takes a scope: its slash command. */
const COMMAND = 'commands';

/** All scopes of the bot token, and no other (slack/manifest.yaml). */
export const wantedScopes: readonly string[] = [
  ...new Set([...Object.values(methodScopes).flat(), ...Object.values(eventScopes).flat(), COMMAND]),
].sort();

/** Where Slack's requests come to, below the endpoint. */
export const doorPaths = { actions: '/slack/actions', events: '/slack/events', commands: '/slack/commands' } as const;
