import { card } from '../../../../lambda/core/notices/notices';
import type { Caller } from '../../../../lambda/core/entries';
import type { Reader } from '../../../../lambda/core/notices/reader';
import { settingAt } from './reading';
import { situation } from './situations';

interface Section {
  text?: { text: string };
  accessory?: { url: string; text: { text: string } };
}

/** The last section of the card, where somebody called so. */
function wayFor(seen: Partial<Caller>, reader: Partial<Reader> = {}, as = 'kept after a stop') {
  const { r, at } = situation(as);
  const caller = { sourceIp: '203.0.113.9', userAgent: 'Boto3/1.34', action: 's3:ListBuckets', region: 'us-east-1' };
  const called: Caller = { ...caller, calls: 1, failed: 0, lastAt: at, ...seen };
  const { evidence } = r;
  if (!evidence) throw new Error('no evidence');
  const { blocks } = card({ ...r, evidence: { ...evidence, callers: [called] } }, settingAt(r, at, reader));
  const { text, accessory } = (blocks as readonly Section[]).find((block) => block.accessory) ?? {};
  return { text: text?.text.split('\n')[1], url: accessory?.url, label: accessory?.text.text };
}

const pipeline = { userAgent: 'configure-aws-credentials-for-github-actions' };

test('what the caller says of itself is said to be its own words, and a guess', () => {
  expect(wayFor(pipeline)).toEqual({
    text:
      'The last calls say that they come from GitHub Actions. GitHub Actions can sign in to AWS by OIDC, for each run, with no key to store. ' +
      '_A guess from the user agent, which anybody can set._',
    url: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    label: 'Show me how',
  });
});

test('in Japanese it is called 推測, and the page is the Japanese one', () => {
  expect(wayFor({ ...pipeline, sourceIp: '20.27.177.113' }, { language: 'ja' })).toEqual({
    text:
      '最後の呼び出しは GitHub Actions を名乗っています。呼び出し元の `20.27.177.113` は Microsoft Azure のアドレスです。' +
      'GitHub Actions なら、OIDC を使ってキーを保管せずに、実行のたびに AWS へサインインできます。' +
      '（ユーザーエージェントとアドレスからの推測です。ユーザーエージェントは誰でも名乗れます）',
    url: 'https://docs.github.com/ja/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    label: 'やり方を見る',
  });
});

test.each<[what: string, seen: Partial<Caller>, said: RegExp, url: RegExp]>([
  [
    'both the user agent and the address are named',
    { ...pipeline, sourceIp: '20.27.177.113' },
    /`20\.27\.177\.113`, an address of Microsoft Azure\..*_A guess from the user agent, which anybody can set, and the address\._$/,
    /github/,
  ],
  [
    'an address alone is a guess from the address',
    { sourceIp: '34.84.1.2' },
    /an address of Google Cloud\. A workload on Google Cloud .*_A guess from the address\._$/,
    /id_roles_create_for-idp_oidc/,
  ],
  [
    'what came through an endpoint is proven, and no guess',
    { sourceIp: '10.20.4.17', vpcEndpoint: 'vpce-0b7d21c94e' },
    /^The last calls come from `10\.20\.4\.17` through `vpce-0b7d21c94e`: from inside your VPC, .* no key is stored\.$/,
    /id_roles_create_for-service/,
  ],
  [
    'so is a private address',
    { sourceIp: '10.20.4.17' },
    /^The last calls come from `10\.20\.4\.17`, a private address: .* no key is stored\.$/,
    /id_roles_create_for-service/,
  ],
  [
    'of what is proven and what is not, the guess is named',
    { sourceIp: '10.20.4.17', userAgent: 'x exec-env/AWS_ECS_FARGATE' },
    /say that they come from Amazon ECS\. The last calls come from `10\.20\.4\.17`.* An ECS task .*_A guess from the user agent, which anybody can set\._$/,
    /task-iam-roles/,
  ],
  ['where nothing tells, that is said', {}, /^What uses it is not known\./, /best-practices/],
])('%s', (_, seen, said, url) => {
  const way = wayFor(seen);
  expect(way.text).toMatch(said);
  expect(way.url).toMatch(url);
});

test('the use that ended it tells more than what was seen before', () => {
  expect(wayFor(pipeline, {}, 'kept: used after a day off').text).toContain('vpce-0b7d21c94e');
  expect(wayFor(pipeline, {}, 'kept: used, nobody knows by whom').text).toContain('GitHub Actions');
  expect(wayFor(pipeline, {}, 'kept: used in the last outage').text).toContain('GitHub Actions');
});

test('of a key that was stopped before anything was gathered nothing is known', () => {
  const { evidence: _, ...r } = situation('stopped in the notice').r;
  expect(JSON.stringify(card(r, settingAt(r, '3-03 14:01')))).toContain('What uses it is not known.');
});
