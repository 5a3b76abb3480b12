import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { embeddedMetrics } from '../../lambda/adapters/metrics';
import { metrics } from '../../lambda/core/metrics';
import type { MetricName } from '../../lambda/core/metrics';
import { alarmRules } from '../../lib/alarm-list';
import type { TemplateJson } from '../../lib/resolve';
import { rights } from '../../lib/rights';
import { exampleStacks } from '../../lib/synthesized';
import { alarmsOf, isRaised } from './alarms';
import type { AlarmProperties } from './alarms';
import { rolesThatMay, statementsByRole } from './statements';

const hub = Template.fromStack(exampleStacks().hub);
const template = hub.toJSON() as TemplateJson;
const alarms = alarmsOf(template);
const runbook = readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8');
/** The second level of headings, and the third, each with what stands below it. */
const sections = new Map(
  runbook.split(/^#{2,3} /m).map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    return [heading, rest.join('\n')] as const;
  }),
);
const dimensionsOf = ({ Dimensions = [] }: AlarmProperties) =>
  Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
const named = (name: string): AlarmProperties => {
  const alarm = alarms.find(({ AlarmName }) => AlarmName === `keysunset-${name}`);
  if (!alarm) throw new Error(`There is no alarm “${name}”.`);
  return alarm;
};
const every = (minutes: number, value: number, many: number) =>
  Array.from({ length: many }, (_, i) => ({ at: minute(i * minutes), value }));
const minute = (n: number) => new Date(Date.UTC(2026, 2, 3) + n * 60_000).toISOString();

describe('the runbook', () => {
  test('begins with how to stop', () => {
    expect([...sections.keys()][1]).toBe('Stop now');
  });

  test.each(alarmRules.map(({ name }) => name))(
    'has a section for %s: what it means, where to look, what to do',
    (name) => {
      const section = sections.get(`keysunset-${name}`) ?? '';
      const parts = ['**Means:**', '**Look:**', '**Do:**'].map((part) => section.indexOf(part));
      expect(parts).not.toContain(-1);
      expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    },
  );

  test('has a section for no alarm that is not there', () => {
    const described = [...sections.keys()].filter((heading) => heading.startsWith('keysunset-'));
    expect(described.sort()).toEqual(alarmRules.map(({ name }) => `keysunset-${name}`).sort());
  });
});

describe('each alarm', () => {
  test('says in a sentence what it means, and leads to its section of the runbook', () => {
    for (const { AlarmName, AlarmDescription } of alarms) {
      const [, sentence, anchor = ''] = /^(\S.*\.) What to do: docs\/runbook\.md#(\S+)$/.exec(AlarmDescription) ?? [];
      expect(sentence).toBeDefined();
      expect(sections.has(anchor)).toBe(true);
      expect(AlarmName.startsWith(anchor)).toBe(true);
    }
  });

  test('tells the one topic when it is raised, and when it is over', () => {
    const [topic, ...others] = Object.keys(hub.findResources('AWS::SNS::Topic'));
    expect(others).toEqual([]);
    for (const { AlarmActions, OKActions } of alarms)
      expect([AlarmActions, OKActions]).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
  });

  test('looks no farther back than CloudWatch does: a day, with spans of an hour a week', () => {
    for (const { Period, EvaluationPeriods } of alarms) {
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual(Period < 3600 ? 86_400 : 604_800);
    }
  });
});

describe('what the alarms look at', () => {
  const written = (name: MetricName) => {
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    embeddedMetrics({ write, clock: { now: () => minute(0) } }).count(name, 1);
    const { _aws } = JSON.parse(lines.join()) as {
      _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] };
    };
    return _aws.CloudWatchMetrics.map(({ Namespace, Dimensions, Metrics }) => [
      Namespace,
      Dimensions,
      Metrics[0]?.Name,
    ]);
  };

  test.each(Object.keys(metrics) as MetricName[])('%s is written as its alarm reads it', (name) => {
    const readers = alarms.filter(({ MetricName: read, Namespace }) => read === name && !Namespace.startsWith('AWS/'));
    expect(readers).not.toEqual([]);
    for (const alarm of readers) {
      expect(written(name)).toEqual([[alarm.Namespace, [Object.keys(dimensionsOf(alarm))], alarm.MetricName]]);
    }
  });

  test('all else is AWS’s own', () => {
    const rest = alarms.filter(({ MetricName: read }) => !(read in metrics)).map(({ Namespace }) => Namespace);
    expect([...new Set(rest)].sort()).toEqual([
      'AWS/ApiGateway',
      'AWS/DynamoDB',
      'AWS/Events',
      'AWS/Lambda',
      'AWS/SQS',
      'AWS/States',
    ]);
  });

  test('no function needs a right to be counted', () => {
    expect(rolesThatMay(statementsByRole(template), 'cloudwatch:PutMetricData')).toEqual([]);
  });

  test('every function that fails or is turned away is seen', () => {
    const watched = (metric: string) =>
      alarms
        .filter(({ MetricName: read, Namespace }) => Namespace === 'AWS/Lambda' && read === metric)
        .map((alarm) => dimensionsOf(alarm)['FunctionName']);
    const all = Object.keys(rights).map((name) => `keysunset-${name}`);
    expect(watched('Throttles').sort()).toEqual(all.sort());
    // The doors' failures are answers; the watchdog's are its problems.
    const otherwise = ['keysunset-operator-door', 'keysunset-slack-door', 'keysunset-watchdog'];
    expect([...watched('Errors'), ...otherwise].sort()).toEqual(all.sort());
  });

  test('every rule that cannot deliver is seen', () => {
    const rules = Object.entries(hub.findResources('AWS::Events::Rule')).map(([id, { Properties }]) => {
      const { EventBusName, Name } = (Properties ?? {}) as { EventBusName?: unknown; Name?: string };
      return EventBusName ? { EventBusName: 'keysunset-changes', RuleName: Name } : { RuleName: { Ref: id } };
    });
    const watched = alarms.filter(({ MetricName: read }) => read === 'FailedInvocations').map(dimensionsOf);
    expect(watched).toEqual(expect.arrayContaining(rules));
    expect(watched).toHaveLength(rules.length);
  });
});

describe('silence', () => {
  test('of the watchdog for 15 minutes is an alarm, one sweep that is missing is not', () => {
    const sweeps = every(5, 1, 12);
    const silent = named('watchdog-silent');
    expect(isRaised(silent, sweeps, minute(55))).toBe(false);
    expect(isRaised(silent, sweeps, minute(62))).toBe(false);
    expect(isRaised(silent, sweeps, minute(70))).toBe(true);
  });

  test('of the daily sweep is one after 26 hours', () => {
    const daily = named('daily-sweep-missing');
    expect(isRaised(daily, every(1, 1, 1), minute(25 * 60))).toBe(false);
    expect(isRaised(daily, every(1, 1, 1), minute(26 * 60))).toBe(true);
  });
});

test('what only the daily sweep finds broken is told for a day', () => {
  const broken = [{ at: minute(0), value: 1 }, ...every(5, 0, 300)];
  expect(isRaised(named('broken-row'), broken, minute(23 * 60))).toBe(true);
  expect(isRaised(named('broken-row'), broken, minute(25 * 60))).toBe(false);
});

test('only CloudWatch’s alarms of this account by our names may write to the topic, and only over TLS', () => {
  const [policy] = Object.values(hub.findResources('AWS::SNS::TopicPolicy')) as {
    Properties: { PolicyDocument: { Statement: { Effect: string; Principal: unknown; Condition: unknown }[] } };
  }[];
  const statements = policy?.Properties.PolicyDocument.Statement ?? [];
  expect(statements.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
    {
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '610258347912' } },
    },
  ]);
  expect(JSON.stringify(statements)).toContain(':cloudwatch:ap-northeast-1:610258347912:alarm:keysunset-*');
  expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
    { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ]);
});
