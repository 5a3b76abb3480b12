import { parseConfig } from '../../lambda/config';
import { Refused } from '../../lambda/core/errors';
import { config } from './core/configs';

describe('a configuration', () => {
  test('is read from JSON, or taken as it is', () => {
    expect(parseConfig(JSON.stringify(config))).toEqual(config);
    expect(parseConfig(config)).toEqual(config);
  });

  test('may limit owners and days, break, name operators and want approvals', () => {
    const all = {
      ...config,
      limits: {
        ...config.limits,
        outagesPerOwnerAndDay: 2,
        outagesPerDay: 3000,
        breaker: { screams: 3, within: 'PT24H' },
      },
      operators: [{ slackUserId: 'U9', name: 'kenji.sato' }],
      slack: { ...config.slack, language: 'ja' },
      rituals: config.rituals.map((ritual) => ({ ...ritual, approvals: { owner: true, operators: 2 as const } })),
    };
    expect(parseConfig(JSON.stringify(all))).toEqual(all);
  });

  test('may be open day and night', () => {
    const always = { ...config, calendar: { ...config.calendar, from: '00:00', to: '24:00' } };
    expect(parseConfig(always).calendar.to).toBe('24:00');
  });

  const { calendar, slack, members, neverTouch, limits } = config;
  const standard = config.rituals[0];

  test.each<[string, object, string]>([
    [
      'an account number of 11 digits',
      { accounts: [{ id: '40817395261', name: 'a' }] },
      '- accounts[0].id is "40817395261". Wanted: an account number',
    ],
    ['an account twice', { accounts: [...config.accounts, config.accounts[0]] }, 'Wanted: each only once.'],
    ['no accounts', { accounts: [] }, '- accounts is []. Wanted: one account or more.'],
    [
      'an unknown time zone',
      { calendar: { ...calendar, timeZone: 'Asia/Tokio' } },
      '- calendar.timeZone is "Asia/Tokio". Wanted: an IANA time zone',
    ],
    [
      'an eighth weekday',
      { calendar: { ...calendar, weekdays: [8] } },
      '- calendar.weekdays[0] is 8. Wanted: 7 (Sunday) or less.',
    ],
    [
      'hours that end before they begin',
      { calendar: { ...calendar, to: '09:00' } },
      'Wanted: hours that begin before they end',
    ],
    [
      'an hour that does not exist',
      { calendar: { ...calendar, from: '25:00' } },
      '- calendar.from is "25:00". Wanted: a time, as 10:00.',
    ],
    [
      'a holiday that does not exist',
      { calendar: { ...calendar, holidays: ['2026-02-30'] } },
      '- calendar.holidays[0] is "2026-02-30". Wanted: a date that exists',
    ],
    [
      'a freeze that ends before it begins',
      { calendar: { ...calendar, freezes: [{ from: '2026-03-02', to: '2026-03-01', reason: 'x' }] } },
      'Wanted: a first date that is not after the last.',
    ],
    ['no rituals', { rituals: [] }, 'Wanted: one ritual or more; the first is the default.'],
    ['two rituals of one name', { rituals: [standard, standard] }, 'Wanted: each only once.'],
    [
      'a ritual with a malformed outage',
      { rituals: [{ ...standard, stages: [{ outage: '31 days' }] }] },
      '- rituals[0] is "standard". The outage of stage 1',
    ],
    [
      'a digest of one key',
      { slack: { ...slack, digestFrom: 1 } },
      '- slack.digestFrom is 1. Wanted: a whole number of 2 or more.',
    ],
    ['a rest of less than nothing', { restDays: -1 }, '- restDays is -1. Wanted: a whole number of 0 or more.'],
    ['a rest without end', { restDays: 100_000 }, '- restDays is 100000. Wanted: 3650 or less.'],
    [
      'no outages a day',
      { limits: { ...limits, outagesPerAccountAndDay: 0 } },
      '- limits.outagesPerAccountAndDay is 0. Wanted: a whole number of 1 or more.',
    ],
    [
      'no outages a day in all',
      { limits: { ...limits, outagesPerDay: 0 } },
      '- limits.outagesPerDay is 0. Wanted: a whole number of 1 or more.',
    ],
    ...(['outagesPerAccountAndDay', 'outagesPerOwnerAndDay', 'outagesPerDay'] as const).map(
      (limit): [string, object, string] => [
        `more ${limit} than a row of the ledger holds`,
        { limits: { ...limits, [limit]: 3001 } },
        `- limits.${limit} is 3001. Wanted: 3000 or less, as many as one row of the ledger holds of a day. Lower it.`,
      ],
    ),
    [
      'a breaker without a length of time',
      { limits: { ...limits, breaker: { screams: 3, within: 'a day' } } },
      '- limits.breaker.within is "a day". Wanted: an ISO 8601 duration',
    ],
    [
      'a breaker within no time',
      { limits: { ...limits, breaker: { screams: 3, within: 'PT0S' } } },
      '- limits.breaker.within is "PT0S". Wanted: an ISO 8601 duration longer than nothing',
    ],
    [
      'an operator who is no Slack user',
      { operators: [{ slackUserId: 'kenji', name: 'kenji' }] },
      '- operators[0].slackUserId is "kenji". Wanted: the id of a Slack user, U…',
    ],
    [
      'two operators of one name',
      {
        operators: [
          { slackUserId: 'U1', name: 'kenji' },
          { slackUserId: 'U2', name: 'Kenji' },
        ],
      },
      'Wanted: each only once.',
    ],
    [
      'a ritual that wants three operators',
      { rituals: [{ ...standard, approvals: { operators: 3 } }] },
      '- rituals[0].approvals.operators is 3. Wanted: 0, 1 or 2.',
    ],
    [
      'a protected key that is none',
      { neverTouch: { ...neverTouch, keys: [{ id: 'AKIA1', because: 'x' }] } },
      '- neverTouch.keys[0].id is "AKIA1".',
    ],
    [
      'a language that there is no catalogue of',
      { slack: { ...slack, language: 'de' } },
      '- slack.language is "de". Wanted: en or ja.',
    ],
    [
      'a channel by its name',
      { slack: { ...slack, fallbackChannel: { id: '#keys', name: '#keys' } } },
      '- slack.fallbackChannel.id is "#keys".',
    ],
    [
      'an unknown partition',
      { members: { ...members, partition: 'aws-moon' } },
      '- members.partition is "aws-moon". Wanted: aws, aws-cn or aws-us-gov.',
    ],
    [
      'something missing',
      { remindEveryDays: undefined },
      '- remindEveryDays is missing. Wanted: a whole number of 1 or more.',
    ],
    [
      'something that it does not know',
      { limits: { ...limits, perDay: 7 } },
      '- limits.perDay: not known. Wanted: only what',
    ],
  ])('with %s is refused', (_, change, problem) => {
    expect(() => parseConfig({ ...config, ...change })).toThrow(Refused);
    expect(() => parseConfig({ ...config, ...change })).toThrow(problem);
  });

  test('is told all its problems at once', () => {
    expect(() =>
      parseConfig({ ...config, accounts: 'all', remindEveryDays: 0.5, slack: { ...slack, workspace: 'minato' } }),
    ).toThrow(/3 problem\(s\)[^]*- accounts is "all"[^]*- slack.workspace is "minato"[^]*- remindEveryDays is 0.5/);
  });

  test('that is not JSON is refused', () => {
    expect(() => parseConfig('{ accounts')).toThrow(/The configuration is not JSON: .* Wanted: one JSON object/);
  });
});
