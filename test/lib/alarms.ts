import type { TemplateJson } from '../../lib/resolve';

/** An alarm as CloudFormation has it. */
export interface AlarmProperties {
  AlarmName: string;
  AlarmDescription: string;
  AlarmActions: unknown[];
  OKActions: unknown[];
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: unknown }[];
  Statistic: 'Maximum' | 'Sum';
  Period: number;
  EvaluationPeriods: number;
  DatapointsToAlarm: number;
  Threshold: number;
  ComparisonOperator: 'LessThanThreshold' | 'GreaterThanOrEqualToThreshold';
  TreatMissingData: 'notBreaching' | 'breaching' | 'ignore';
}

/** The alarms of a template. */
export const alarmsOf = ({ Resources }: TemplateJson): AlarmProperties[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties as unknown as AlarmProperties);

/** A value of the metric that an alarm looks at. */
interface Point {
  at: string;
  value: number;
}

/** Whether the alarm is raised by what came up to a moment: spans that end there, each summed up, and so many that breach. */
export function isRaised(alarm: AlarmProperties, points: readonly Point[], now: string): boolean {
  const end = Date.parse(now);
  const spans = Array.from({ length: alarm.EvaluationPeriods }, (_, i) => {
    const to = end - i * alarm.Period * 1000;
    return points
      .filter(({ at }) => Date.parse(at) <= to && Date.parse(at) > to - alarm.Period * 1000)
      .map(({ value }) => value);
  });
  return spans.filter((values) => breaches(alarm, values)).length >= alarm.DatapointsToAlarm;
}

function breaches({ Statistic, Threshold, ComparisonOperator, TreatMissingData }: AlarmProperties, values: number[]) {
  if (values.length === 0) return TreatMissingData === 'breaching';
  const value = Statistic === 'Sum' ? values.reduce((sum, one) => sum + one) : Math.max(...values);
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;
}
