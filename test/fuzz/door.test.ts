import { fuzz } from './door';

test('5,000 mangled requests change nothing, wake nobody, and are answered with 2xx or 4xx; a real one stops', async () => {
  const { failure, statuses } = await fuzz(5000, {});
  expect(failure).toBeUndefined();
  // Every way out was taken.
  expect(Object.keys(statuses).map(Number)).toEqual([200, 400, 401, 403, 404, 413]);
}, 120_000);
