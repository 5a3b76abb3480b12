import { statementsOf } from '../../../lambda/adapters/keys/trust-policy';

const told = (statement: object) =>
  statementsOf(encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statement })));
const allow = { Effect: 'Allow', Action: 'sts:AssumeRole' };

test('one statement or several, one principal or several: the same', () => {
  const one = { effect: 'Allow', actions: ['sts:AssumeRole'], principals: ['arn:a'], conditions: {} };
  expect(told({ ...allow, Principal: { AWS: 'arn:a' } })).toEqual([one]);
  expect(told([{ ...allow, Sid: 'x', Action: ['sts:AssumeRole'], Principal: { AWS: ['arn:a'] } }])).toEqual([one]);
});

test('everybody, a service and a federation are no AWS principal of ours, and are told as what they are', () => {
  expect(told({ ...allow, Principal: '*' })[0]?.principals).toEqual(['*']);
  const Principal = { Service: 'lambda.amazonaws.com', Federated: ['accounts.google.com'] };
  expect(told({ ...allow, Principal })[0]?.principals).toEqual([
    'Service lambda.amazonaws.com',
    'Federated accounts.google.com',
  ]);
});

test('what is not known here (NotPrincipal, NotAction) is not overlooked', () => {
  expect(() => told({ ...allow, NotPrincipal: { AWS: 'arn:a' } })).toThrow();
  expect(() => statementsOf('')).toThrow();
});
