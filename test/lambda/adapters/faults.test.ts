import { mayPass } from '../../../lambda/adapters/faults';

const failure = (name: string, more: object = {}): Error => Object.assign(new Error('…'), { name }, more);

test.each([
  ['Throttling', failure('Throttling')],
  ['ThrottlingException', failure('ThrottlingException')],
  ['too much for a table', failure('ProvisionedThroughputExceededException')],
  ['a user whom somebody else changes', failure('ConcurrentModificationException')],
  ['a user whom IAM is changing', failure('EntityTemporarilyUnmodifiableException')],
  ['no answer in time', failure('TimeoutError')],
  ['a call given up', failure('AbortError')],
  ['a fault of theirs', failure('Whatever', { $metadata: { httpStatusCode: 503 } })],
  ['a name that cannot be looked up now', failure('Error', { code: 'EAI_AGAIN' })],
  ['a connection refused', failure('Error', { code: 'ECONNREFUSED' })],
  ['a connection cut, told in words', new Error('read ECONNRESET')],
  ['a connection cut by the other side', new Error('socket hang up')],
])('%s may pass by itself', (_, error) => expect(mayPass(error)).toBe(true));

test.each([
  ['a right that is lacking', failure('AccessDenied', { $metadata: { httpStatusCode: 403 } })],
  [
    'a condition that does not hold',
    failure('ConditionalCheckFailedException', { $metadata: { httpStatusCode: 400 } }),
  ],
  ['a key that is gone', failure('NoSuchEntityException', { $metadata: { httpStatusCode: 404 } })],
  ['a mistake of ours', failure('TypeError', { code: 'ERR_INVALID_ARG_TYPE' })],
  ['what is no error at all', 'ECONNRESET'],
])('%s does not pass by itself', (_, error) => expect(mayPass(error)).toBe(false));
