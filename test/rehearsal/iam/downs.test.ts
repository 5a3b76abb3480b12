import { whileDown } from '../../../rehearsal/iam/downs';

const hours = { from: '2026-03-09T22:12:00.000Z', to: '2026-03-10T01:23:20.000Z' };
const call = (now: string, { service = 'iam', accountId = '742918350066' } = {}) =>
  whileDown([{ accountId: '742918350066', ...hours }], { now: () => now })({
    ...{ service, accountId, operation: 'UpdateAccessKey', parameters: {} },
  });

test('IAM answers nobody in that account until it is back', () => {
  expect(call('2026-03-09T22:11:59.999Z')).toBeUndefined();
  expect(call(hours.from)).toEqual({ when: 'before', status: 503, code: 'ServiceUnavailable' });
  expect(call('2026-03-10T01:23:19.999Z')).toBeDefined();
  expect(call(hours.to)).toBeUndefined();
});

test('other accounts and other services answer meanwhile', () => {
  expect(call(hours.from, { accountId: '150377826941' })).toBeUndefined();
  expect(call(hours.from, { service: 'sts' })).toBeUndefined();
});
