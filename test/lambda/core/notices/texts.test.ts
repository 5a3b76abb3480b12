import { catches } from '../../../../lambda/core/notices/catches';
import { languages } from '../../../../lambda/core/notices/language';
import { inUnits } from '../../../../lambda/core/notices/lengths';
import { outageOf } from '../../../../lambda/core/notices/names';
import { catalogues } from '../../../../lambda/core/notices/voice';
import { sayings } from './catalogue';
import { afterwards, enqueued } from './story';

const { en, ja } = catalogues;
const isLink = (said: string): boolean => said.startsWith('https://');
/** What is typed is the same in every language. */
const isTyped = (path: string): boolean => /^commands\.usage\.\d\.ask$/.test(path);
const japanese = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]/;

describe('the catalogues', () => {
  test('say the same things', () => {
    const paths = languages.map((language) => sayings(catalogues[language]).map(({ path }) => path));
    expect(new Set(paths.map((all) => all.join('\n'))).size).toBe(1);
    expect(paths[0]?.length).toBeGreaterThan(100);
  });

  test('leave nothing empty', () => {
    for (const language of languages) {
      const empty = sayings(catalogues[language]).filter(({ said }) => said.trim() === '');
      expect(empty).toEqual([]);
    }
  });

  test('have no Japanese in the English one', () => {
    expect(sayings(en).filter(({ said }) => japanese.test(said))).toEqual([]);
  });

  /** Nothing but what comes from outside, and signs. */
  const sameInBoth = [
    ...['card.notification', 'card.lineOf', 'ways.all', 'digest.key'],
    ...[
      'evidence.use',
      'evidence.createdAndTags',
      'evidence.approvedBy',
      'commands.usage.0.ask',
      'commands.usage.1.ask',
    ],
  ];
  test('have nothing in the Japanese one that is still English', () => {
    const left = sayings(ja).filter(
      ({ path, said }) => !japanese.test(said) && !sameInBoth.includes(path) && !isLink(said),
    );
    expect(left).toEqual([]);
  });

  test('have Latin words in the Japanese one only for what is called so', () => {
    const names =
      /Keysunset|CloudTrail|Slack|AWS|IAM Identity Center|IAM Roles Anywhere|IAM|SES SMTP|EC2|ECS|EKS|Lambda|Pod|VPC|OIDC|GitHub Actions|Google Cloud|Azure|AKIA|ID/g;
    const texts = sayings(ja).filter(({ path, said }) => !isLink(said) && !isTyped(path));
    const words = texts.flatMap(({ path, said }) =>
      (said.replace(names, '').match(/[A-Za-z]{2,}/g) ?? []).map((word) => `${path}: ${word}`),
    );
    expect(words).toEqual([]);
  });

  test('never press, blame or shout', () => {
    const never = /kill|warning|violation|non-compliant|please note|unfortunately|!|！|至急|違反|警告/i;
    for (const language of languages) {
      expect(sayings(catalogues[language]).filter(({ said }) => never.test(said))).toEqual([]);
    }
  });
});

test.each([
  [1.4, '1.4 s', '1.4秒'],
  [1.44, '1.4 s', '1.4秒'],
  [2, '2 s', '2秒'],
  [60, '1 min', '1分'],
  [279, '4 min', '4分'],
  [3600, '1 h', '1時間'],
  [14_580, '4 h 3 min', '4時間3分'],
  [86_400, '1 day', '1日'],
  [97_200, '1 day 3 h', '1日3時間'],
  [97_260, '1 day 3 h', '1日3時間'],
  [31 * 86_400, '31 days', '31日'],
])('%d seconds are told as %s and %s', (seconds, english, japaneseText) => {
  expect(en.lengths.elapsed(seconds)).toBe(english);
  expect(ja.lengths.elapsed(seconds)).toBe(japaneseText);
});

test.each([
  ['PT10M', '10 minutes', '10 min', '10分間', '10分'],
  ['PT1H', '1 hour', '1 h', '1時間', '1時間'],
  ['PT1H30M', '1 hour 30 minutes', '1 h 30 min', '1時間30分間', '1時間30分'],
  ['P1D', '1 day', '1 day', '1日', '1日'],
  ['P1DT30M', '1 day 30 minutes', '1 day 30 min', '1日30分間', '1日30分'],
  ['P1DT12H', '1 day 12 hours', '1 day 12 h', '1日12時間', '1日12時間'],
  ['P2W', '2 weeks', '2 weeks', '2週間', '2週間'],
  ['P1M', '1 month', '1 month', '1か月間', '1か月'],
  ['P31D', '31 days', '31 days', '31日間', '31日'],
])('%s is %s, and %s in the line of stages; %s, %s', (duration, long, short, ofJapanese, shortJapanese) => {
  expect([en.lengths.long(duration), en.lengths.short(duration)]).toEqual([long, short]);
  expect([ja.lengths.long(duration), ja.lengths.short(duration)]).toEqual([ofJapanese, shortJapanese]);
});

test('a number has no comma, however long a key was unused', () => {
  // Each format is made once: this one is of no other test.
  expect(inUnits('en-GB', 'long', [1826, 'day'])).toBe('1826 days');
});

test.each([
  ['PT10M', 'what runs all the time', 'jobs that run hourly, daily or less often'],
  ['PT1H', 'hourly jobs', 'jobs that run daily or less often'],
  ['P1D', 'daily jobs', 'jobs that run weekly or less often'],
  ['P7D', 'weekly jobs', 'jobs that run monthly or less often'],
  ['P30D', 'weekly jobs', 'jobs that run monthly or less often'],
  ['P31D', 'monthly jobs', 'jobs that run quarterly or yearly'],
  ['P1M', 'monthly jobs', 'jobs that run quarterly or yearly'],
  ['P92D', 'quarterly jobs', 'jobs that run once a year'],
  ['P300D', 'quarterly jobs', 'jobs that run once a year'],
])('an outage of %s finds %s, and not %s', (outage, finds, misses) => {
  const { evidence } = en;
  expect([evidence.finds[catches(outage)], evidence.misses[catches(outage)]]).toEqual([finds, misses]);
});

test('one notice is told once', () => {
  expect(en.evidence.record('Kenji', 1, 'Tue 3 Mar', 'AKIA')).toContain('told once since');
});

test('a few words depend on how many there are', () => {
  expect(en.card.headlines.lastCall(0)).toContain('within a day');
  expect(ja.card.headlines.lastCall(0)).toContain('24時間以内');
  expect(ja.card.headlines.lastCall(1)).toContain('1日後');
  expect(en.evidence.approvalsNeeded(true, 2)).toContain('the owner and 2 operators');
  expect(en.evidence.approvalsNeeded(false, 1)).toContain('word of one operator');
  expect(ja.evidence.approvalsNeeded(true, 2)).toContain('持ち主と運用担当2名の');
  expect(ja.evidence.approvalsNeeded(false, 1)).toMatch(/^削除には運用担当1名の/);
  expect(en.evidence.approvalsNeeded(true, 0)).toContain('word of the owner.');
  expect(ja.evidence.approvalsNeeded(true, 0)).toContain('持ち主の承認');
  expect(ja.card.proposal('', 1, '4/16(木)', '3/4(水)')).toContain('しばらくのあいだ');
  expect(ja.evidence.caller('x', 3, 1, 'y')).toContain('うち失敗1回');
});

test('what people are called is not translated', () => {
  expect(ja.forms.evidence.foundBy('森 花', 'named by montag ito')).toBe('森 花 （montag ito の指名）');
  expect(ja.forms.evidence.foundBy('森 花', 'tag named by x')).toBe('森 花 （タグ named by x）');
});

test('a stage that the ritual does not have lasts no time', () => {
  expect(outageOf(afterwards(enqueued), 4)).toBe('PT0S');
});
