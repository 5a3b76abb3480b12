import { protectedBy } from '../../../lambda/core/protection';
import { subject } from './chains';
import { config } from './configs';

const { userName, keyId } = subject;
const user = { userName, keyId, tags: {} };

test.each([
  [
    { ...user, userName: 'break-glass-admin' },
    'user break-glass-admin is on the never-touch list (policy: break-glass)',
  ],
  [
    { ...user, keyId: 'AKIAIOSFODNN7EXAMPLE' },
    'key AKIAIOSFODNN7EXAMPLE is on the never-touch list (the payment terminal)',
  ],
  [{ ...user, tags: { 'keysunset:protected': 'yes' } }, `user ${userName} has the tag keysunset:protected=yes`],
  [{ ...user, tags: { 'keysunset:protected': 'false' } }, undefined],
  [{ ...user, tags: { 'keysunset:protected': ' False ' } }, undefined],
])('the ledger says what protects a key: %j', (given, words) => {
  expect(protectedBy(config, given)).toBe(words);
});
