import type { SlackSettings } from './slack-settings';

/** Where a request comes from, as far as Slack tells. Ids of workspaces (`T…`) and of Enterprise Grid's organisations (`E…`). */
export interface Origin {
  /** Where the app is installed. Not there where it is installed in a whole organisation. */
  workspace?: string | undefined;
  organisation?: string | undefined;
  /** Whose the person is; a channel of Slack Connect has people of others. Not there where it cannot be told. */
  personOf?: string | undefined;
  /** The organisation of that workspace. */
  personInOrganisation?: string | undefined;
}

/** Why somebody may look but not act; `undefined` where they may. What cannot be told is turned down. */
export function whyNotOurs(origin: Origin, { slack }: Pick<SlackSettings, 'slack'>): string | undefined {
  const { workspace, organisation, personOf, personInOrganisation } = origin;
  const inOurOrganisation = slack.enterprise !== undefined && organisation === slack.enterprise;
  if (slack.enterprise !== undefined && organisation !== undefined && !inOurOrganisation) {
    return `the organisation ${shown(organisation)} is not the one that this door serves`;
  }
  if (workspace !== slack.workspace && !inOurOrganisation) {
    return `the workspace ${shown(workspace)} is not the one that this door serves`;
  }
  if (personOf === undefined) return 'Slack does not say of which workspace the person is';
  const ours = [slack.workspace, slack.enterprise].filter((id) => id !== undefined);
  if (ours.includes(personOf)) return undefined;
  if (slack.enterprise !== undefined && personInOrganisation === slack.enterprise) return undefined;
  return `a person of ${shown(personOf)} may look, and not act`;
}

const shown = (id: string | undefined): string => (id === undefined ? '(none)' : id.slice(0, 40));
