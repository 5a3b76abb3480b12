import type { Config, Operator } from '../config';
import type { ChannelNamed, Finding, Identity, Person, Probed, Reading, RefusedBySlack } from '../ports';
import { wantedScopes } from '../slack-app';
import { notRead } from './finding';

/** What was seen of the Slack app, of its channels and people, and of the door. */
export interface SetupSeen {
  identity: Reading<Identity | RefusedBySlack>;
  channels: readonly (ChannelNamed & { is: Reading<'in it' | RefusedBySlack> })[];
  operators: readonly (Operator & { is: Reading<Person | 'nobody'> })[];
  signingSecret: Reading<'good' | 'wrong form'>;
  door: readonly Probed[];
}

/** What is missing for Slack, and what to do about it; first what the rest rests on. */
export const ofSlack = (seen: SetupSeen, { slack }: Pick<Config, 'slack'>): Finding[] => [
  ...ofToken(seen.identity, slack),
  ...seen.channels.map((channel) => ofChannel(channel)),
  ...ofOperators(seen.operators),
  ofSecret(seen.signingSecret),
  ...seen.door.map(ofPath),
  ...notTold,
];

const MANIFEST = 'slack/manifest.yaml';

function ofToken(identity: SetupSeen['identity'], slack: Config['slack']): Finding[] {
  const what = 'token';
  if (!identity.known) return [notRead(what, identity.why)];
  if ('refused' in identity.value) {
    const text = `Slack does not take it: ${identity.value.refused}.`;
    return [{ what, is: 'missing', text, todo: 'Put the Bot User OAuth Token, xoxb-…, into keysunset/slack-token.' }];
  }
  return [ofWorkspace(identity.value, slack), ofScopes(identity.value)];
}

function ofWorkspace({ workspace, organisation, workspaceName }: Identity, slack: Config['slack']): Finding {
  const what = 'workspace';
  const at = `The token is of ${workspaceName} (${[workspace, organisation].filter(Boolean).join(', ')})`;
  if (slack.enterprise !== undefined && organisation !== slack.enterprise) {
    const todo = `Install the app in ${slack.enterprise}, or correct slack.enterprise, and deploy.`;
    return { what, is: 'missing', text: `${at}, slack.enterprise is ${slack.enterprise}.`, todo };
  }
  if (workspace === slack.workspace) return { what, is: 'good', text: `${at}, as slack.workspace says.` };
  const todo = `Put the token of the app in ${slack.workspace} into keysunset/slack-token, or correct slack.workspace, and deploy.`;
  return { what, is: 'missing', text: `${at}, slack.workspace is ${slack.workspace}.`, todo };
}

function ofScopes({ scopes }: Identity): Finding {
  const what = 'scopes';
  const missing = wantedScopes.filter((scope) => !scopes.includes(scope));
  const more = scopes.filter((scope) => !wantedScopes.includes(scope));
  if (missing.length > 0) {
    const todo = `Add what is lacking to the app as ${MANIFEST} has it, and install the app again.`;
    return { what, is: 'missing', text: `The token lacks ${missing.join(', ')}.`, todo };
  }
  const beside = more.length > 0 ? `; it has ${more.join(', ')} as well, which nothing needs` : '';
  return { what, is: 'good', text: `All ${wantedScopes.length} of ${MANIFEST}${beside}.` };
}

function ofChannel({ id, name, is }: SetupSeen['channels'][number]): Finding {
  const what = `channel ${name}`;
  if (id.startsWith('#')) {
    const todo = 'Put its id (C…) into the tag, or look in Slack whether the app is in it.';
    return {
      what,
      is: 'not told',
      text: 'It is named and not by its id, and Slack tells of no channel by its name.',
      todo,
    };
  }
  if (!is.known) return notRead(what, is.why);
  if (is.value === 'in it') return { what, is: 'good', text: `The app is in ${id}.` };
  const { refused } = is.value;
  return { what, is: 'missing', text: `The app is not in ${id}: ${refused}.`, todo: inviting[refused] ?? INVITE };
}

const INVITE = 'Invite it there: /invite @Keysunset';

const inviting: Record<string, string> = {
  channel_not_found: `There is no such channel, or it is private and the app is not in it. Check the id. ${INVITE}`,
  missing_scope: `Add the scopes of ${MANIFEST}, and install the app again.`,
};

function ofOperators(operators: SetupSeen['operators']): Finding[] {
  if (operators.length === 0) {
    const text = 'The configuration names none: nobody may enqueue, freeze, thaw or approve as operator in Slack.';
    return [{ what: 'operators', is: 'good', text }];
  }
  return operators.map(({ name, slackUserId, is }) => {
    const what = `operator ${name}`;
    if (!is.known) return notRead(what, is.why);
    if (is.value !== 'nobody') return { what, is: 'good', text: `${slackUserId} is ${is.value.name}.` };
    const text = `${slackUserId} is nobody: no such person, a bot, or somebody who has left.`;
    return { what, is: 'missing', text, todo: 'Correct operators in the configuration, and deploy.' };
  });
}

function ofSecret(secret: SetupSeen['signingSecret']): Finding {
  const what = 'signing secret';
  if (!secret.known) return notRead(what, secret.why);
  if (secret.value === 'good') {
    return {
      what,
      is: 'good',
      text: 'It has the form of one. Whether it is this app’s, Slack says when it sends something.',
    };
  }
  const todo =
    'Put the Signing Secret of the app (Basic Information) into keysunset/slack-signing-secret, without a line end.';
  return { what, is: 'missing', text: 'It is not 32 of 0-9 and a-f, as Slack makes them.', todo };
}

function ofPath({ path, is }: Probed): Finding {
  const what = `door ${path}`;
  if (!is.known) return notRead(what, is.why);
  if (is.value === 'answers') return { what, is: 'good', text: 'It answers.' };
  const { status, body } = is.value;
  const todo =
    status === 401
      ? 'It still has an older signing secret, or a wrong clock: deploy the hub with any change to its configuration, so that it starts anew.'
      : 'Deploy the hub again, and look into the log of keysunset-slack-door.';
  return { what, is: 'missing', text: `It answered ${status}: ${body.slice(0, 200)}`, todo };
}

/** Slack tells its settings to nobody who has no more than a bot token. */
const notTold: Finding[] = [
  {
    ...{ what: 'Home tab, events', is: 'not told', text: 'Slack tells no app whether they are switched on.' },
    todo: 'Open the Home tab of Keysunset in Slack: your keys are there. Reply “stop” below a card of a key that you want to keep.',
  },
  {
    ...{ what: 'command', is: 'not told', text: 'Nor whether it leads here.' },
    todo: 'Type /keysunset status: the answer says what is off.',
  },
  {
    ...{ what: 'buttons', is: 'not told', text: 'Nor where a press goes.' },
    todo: 'Press Stop on the first card: the line below it says that you did.',
  },
];
