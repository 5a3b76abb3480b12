import { ArnFormat, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmRules, type AlarmRule, type Hub, type Watched } from './alarm-list';

/** Tells whoever subscribes to one topic that something is wrong, and which section of the runbook to open. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, hub: Hub) {
    super(scope, id);
    const topic = alarmTopic(this);
    const told = new SnsAction(topic);
    this.all = alarmRules.flatMap((rule) => rule.watches(hub).map((watched) => this.alarmOf(rule, watched)));
    for (const alarm of this.all) {
      alarm.addAlarmAction(told);
      alarm.addOkAction(told);
    }
    new CfnOutput(scope, 'AlarmTopic', { value: topic.topicArn, description: 'Subscribe whoever is to be woken' });
  }

  private alarmOf(rule: AlarmRule, watched: Watched): Alarm {
    const name = nameOf(rule, watched);
    return new Alarm(this, name, { alarmName: `${PREFIX}${name}`, ...metricOf(rule, watched), ...propsOf(rule) });
  }
}

/** The name of an alarm begins with it, and is the anchor of its section in the runbook. */
const PREFIX = 'keysunset-';

/**
 * Not encrypted: CloudWatch cannot use the key that AWS manages for SNS, and a key of our own is one more thing that can fail
 * between an alarm and whoever it is to wake. The messages say which alarm it is and what it means, and no more.
 */
function alarmTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'Topic', {
    topicName: 'keysunset-alarms',
    displayName: 'Keysunset',
    enforceSSL: true,
  });
  const { account } = Stack.of(scope);
  const alarms = Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: `${PREFIX}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OurAlarmsTell',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { ArnLike: { 'aws:SourceArn': alarms }, StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  return topic;
}

const nameOf = ({ name }: AlarmRule, { of }: Watched): string => (of ? `${name}-${of}` : name);

const silences = {
  good: TreatMissingData.NOT_BREACHING,
  bad: TreatMissingData.BREACHING,
  unchanged: TreatMissingData.IGNORE,
};

const propsOf = ({ name, means, is, in: spans, silence }: AlarmRule) => ({
  alarmDescription: `${means} What to do: docs/runbook.md#${PREFIX}${name}`,
  ...('below' in is
    ? { threshold: is.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }
    : { threshold: is.atLeast, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD }),
  evaluationPeriods: spans.outOf,
  datapointsToAlarm: spans.spans,
  treatMissingData: silences[silence],
});

const metricOf = ({ counts, span }: AlarmRule, { namespace, metric, dimensions }: Watched) => ({
  metric: new Metric({
    namespace,
    metricName: metric,
    dimensionsMap: dimensions,
    statistic: counts,
    period: Duration.minutes(span),
  }),
});
