import { isWrong, notRead } from '../../../../lambda/core/doctor/finding';

test('what could not be looked at says why, and is to be tried again', () => {
  expect(notRead('CloudTrail', 'AWS did not answer')).toEqual({
    ...{ what: 'CloudTrail', is: 'not read', text: 'It could not be looked at: AWS did not answer' },
    todo: 'Try again.',
  });
});

test.each(['missing', 'not read'] as const)('somebody has to do something about what is %s', (is) => {
  expect(isWrong({ what: 'token', is, text: 'So it is.' })).toBe(true);
});

test.each(['good', 'not told'] as const)('what is %s is no fault', (is) => {
  expect(isWrong({ what: 'token', is, text: 'So it is.' })).toBe(false);
});
