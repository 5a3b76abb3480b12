import { Template } from 'aws-cdk-lib/assertions';
import { NAMESPACE } from '../../lambda/adapters/metrics';
import { metrics, shown } from '../../lambda/core/metrics';
import { exampleStacks } from '../../lib/synthesized';

const template = Template.fromStack(exampleStacks().hub);

interface Page {
  widgets: { type: string; properties: { alarms?: unknown[]; metrics?: unknown[][] } }[];
}

/** What CloudWatch is given; what is only known after deployment stands as its logical id. */
function page(): Page {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = (dashboard as { Properties: { DashboardBody: { 'Fn::Join': [string, unknown[]] } } }).Properties
    .DashboardBody;
  return JSON.parse(body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'x')).join('')) as Page;
}

test('the dashboard shows every alarm first', () => {
  const [first] = page().widgets;
  expect(first?.type).toBe('alarm');
  expect(first?.properties.alarms).toHaveLength(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).length);
});

test('it shows each metric that no alarm looks at, and none that nobody counts', () => {
  const ours = page().widgets.flatMap(({ properties: { metrics: all = [] } }) =>
    all.filter(([namespace]) => namespace === NAMESPACE).map(([, name]) => name as string),
  );
  expect(ours).toEqual(expect.arrayContaining(Object.keys(shown)));
  expect(ours.filter((name) => !(name in shown) && !(name in metrics))).toEqual([]);
});
