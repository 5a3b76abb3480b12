import { whyNotOurs } from '../../../lambda/doors/slack-origin';
import type { Origin } from '../../../lambda/doors/slack-origin';

const alone = { slack: { workspace: 'T1' } };
const grid = { slack: { workspace: 'T1', enterprise: 'E1' } };

test.each<[string, Origin]>([
  ['a person of the workspace', { workspace: 'T1', personOf: 'T1' }],
  [
    'a person of a workspace on Enterprise Grid, where nothing is said of its organisation',
    { workspace: 'T1', organisation: 'E1', personOf: 'T1' },
  ],
])('%s may act', (_, origin) => expect(whyNotOurs(origin, alone)).toBeUndefined());

test.each<[string, Origin]>([
  ['a person of the workspace', { workspace: 'T1', organisation: 'E1', personOf: 'T1' }],
  ['a person of the workspace, where Slack does not name the organisation', { workspace: 'T1', personOf: 'T1' }],
  ['a person whom Slack names by the organisation', { workspace: 'T1', organisation: 'E1', personOf: 'E1' }],
  [
    'a person of another workspace of the organisation',
    { workspace: 'T2', organisation: 'E1', personOf: 'T2', personInOrganisation: 'E1' },
  ],
  ['a person of an organisation that the app is installed in as a whole', { organisation: 'E1', personOf: 'E1' }],
])('with an organisation, %s may act', (_, origin) => expect(whyNotOurs(origin, grid)).toBeUndefined());

test.each<[string, Origin, string]>([
  ['a person of another workspace', { workspace: 'T1', personOf: 'T2' }, 'a person of T2 may look, and not act'],
  ['a person of whom nothing is said', { workspace: 'T1' }, 'Slack does not say of which workspace the person is'],
  ['an app of another workspace', { workspace: 'T2', personOf: 'T1' }, 'the workspace T2 is not the one'],
  ['an app of no workspace', { personOf: 'T1' }, 'the workspace (none) is not the one'],
  [
    'a person of the organisation, which this installation does not name,',
    { workspace: 'T1', organisation: 'E1', personOf: 'E1' },
    'a person of E1 may look, and not act',
  ],
])('%s is turned down', (_, origin, why) => expect(whyNotOurs(origin, alone)).toContain(why));

test.each<[string, Origin, string]>([
  [
    'another organisation',
    { workspace: 'T1', organisation: 'E2', personOf: 'T1' },
    'the organisation E2 is not the one that this door serves',
  ],
  [
    'a person of another organisation',
    { workspace: 'T1', organisation: 'E1', personOf: 'E2' },
    'a person of E2 may look',
  ],
  [
    'a person of a workspace of which Slack does not say that it is of the organisation',
    { workspace: 'T1', organisation: 'E1', personOf: 'T9' },
    'a person of T9 may look',
  ],
  [
    'a workspace of which Slack does not say that it is of the organisation',
    { workspace: 'T9', personOf: 'E1' },
    'the workspace T9 is not the one',
  ],
])('with an organisation, %s is turned down', (_, origin, why) => expect(whyNotOurs(origin, grid)).toContain(why));
