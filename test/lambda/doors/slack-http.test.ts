import { MOST_BYTES, rawBodyOf, sizeOf } from '../../../lambda/doors/slack-http';

test('a body comes as its bytes, whether API Gateway encoded it or not', () => {
  const text = 'payload=鍵';
  expect(rawBodyOf({ body: text, isBase64Encoded: false })).toEqual(Buffer.from(text));
  expect(rawBodyOf({ body: Buffer.from(text).toString('base64'), isBase64Encoded: true })).toEqual(Buffer.from(text));
  expect(rawBodyOf({ body: Buffer.from([0xff, 0]).toString('base64'), isBase64Encoded: true })).toEqual(
    Buffer.from([0xff, 0]),
  );
  expect(rawBodyOf({ isBase64Encoded: false })).toEqual(Buffer.from(''));
});

test.each([0, 1, 2])('the largest body that is read comes whole, and one that is larger is seen to be (%i)', (more) => {
  for (const isBase64Encoded of [true, false]) {
    const sent = Buffer.alloc(MOST_BYTES + more, 'x');
    const size = sizeOf(rawBodyOf({ body: sent.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded }));
    expect(size > MOST_BYTES).toBe(more > 0);
  }
});

test('of megabytes no more is decoded than shows that they are too many', () => {
  for (const isBase64Encoded of [true, false]) {
    const decoded = rawBodyOf({ body: 'A'.repeat(6_000_000), isBase64Encoded });
    expect(decoded.length).toBeLessThan(MOST_BYTES + 10);
    expect(sizeOf(decoded)).toBeGreaterThan(MOST_BYTES);
  }
});

test.each([
  ['x'.repeat(MOST_BYTES), MOST_BYTES],
  ['鍵'.repeat(10), 30],
  [new Uint8Array(7), 7],
])('the size is counted in bytes', (rawBody, size) => expect(sizeOf(rawBody)).toBe(size));
