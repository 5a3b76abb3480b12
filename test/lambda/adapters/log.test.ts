import { Logger } from '@aws-lambda-powertools/logger';
import { structuredLog } from '../../../lambda/adapters/log';

const info = jest.spyOn(Logger.prototype, 'info').mockReturnValue(undefined);
const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);

test('the id of a retirement is the correlation id of its lines', () => {
  const log = structuredLog();
  log.info('KeyDeactivated', { retirementId: 'retirement-1', keyId: 'AKIA1' });
  log.error('restore failed', { why: 'IAM is down.' });
  log.info('watchdog answered');
  expect(info.mock.calls).toEqual([
    ['KeyDeactivated', { correlation_id: 'retirement-1', keyId: 'AKIA1' }],
    ['watchdog answered', {}],
  ]);
  expect(error.mock.calls).toEqual([['restore failed', { why: 'IAM is down.' }]]);
});
