import { CfnOutput, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IAlarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { NAMESPACE } from '../lambda/adapters/metrics';
import { endings, screams } from '../lambda/core/counts';
import { metrics, shown, type MetricName } from '../lambda/core/metrics';
import type { Hub } from './alarm-list';

const NAME = 'keysunset';

/** How Keysunset fares, on one page: what is off, who screamed, how fast keys came back, and whether anything is wrong. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, hub: Hub, alarms: readonly IAlarm[]) {
    super(scope, id);
    new cloudwatch.Dashboard(this, 'Page', {
      dashboardName: NAME,
      defaultInterval: Duration.days(14),
      widgets: [[status(alarms)], people(), course(), machinery(hub)],
    });
    new CfnOutput(scope, 'DashboardName', {
      value: NAME,
      description: 'In CloudWatch: how it fares',
    });
  }
}

const status = (alarms: readonly IAlarm[]): IWidget =>
  new cloudwatch.AlarmStatusWidget({
    title: 'Alarms: each has a section in docs/runbook.md',
    alarms: [...alarms],
    width: 24,
    height: 6,
  });

const people = (): IWidget[] => [
  graph('Keys that are off', [ours('DarkKeys', 'Maximum'), ours('LateRestores', 'Maximum')]),
  graph('From a stop to Active again, in milliseconds', [ours('StopToActive', 'p50'), ours('StopToActive', 'Maximum')]),
  graph(
    'Screams by kind',
    screams.map((kind) => ours('Screams', 'Sum', kind)),
  ),
];

const course = (): IWidget[] => [
  graph('Outages that began', [ours('OutagesStarted', 'Sum')]),
  graph(
    'Retirements that ended',
    endings.map((kind) => ours('Endings', 'Sum', kind)),
  ),
  graph('Notices that failed, and keys still untold', [ours('NoticesFailed', 'Sum'), ours('UntoldNotices', 'Maximum')]),
];

const machinery = ({ machine, api }: Hub): IWidget[] => [
  graph('Sweeps of the watchdog', [ours('SweepsOfWhatIsDue', 'Sum'), ours('SweepProblems', 'Maximum')]),
  graph('Executions', [machine.metricStarted(), machine.metricSucceeded(), machine.metricFailed()]),
  graph('The doors', [api.metricCount(), api.metricClientError(), api.metricServerError()]),
];

const graph = (title: string, left: cloudwatch.IMetric[]): IWidget =>
  new cloudwatch.GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });

/** As the adapter writes them: without dimensions, and of one kind. */
const ours = (metricName: MetricName, statistic: string, kind?: string): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: NAMESPACE,
    metricName,
    statistic,
    period: Duration.hours(1),
    label: kind ?? `${words[metricName]} (${statistic})`,
    ...(kind !== undefined && { dimensionsMap: { kind } }),
  });

const words = { ...metrics, ...shown };
