import { PassThrough } from 'node:stream';
import { linesOf } from '../../cli/init/lines';

function open() {
  const input = new PassThrough();
  return { input, lines: linesOf({ input, output: new PassThrough() }) };
}

test('lines that come before they are asked for wait for their question', async () => {
  const { input, lines } = open();
  input.write('one\ntwo\n');
  expect(await lines.ask('?')).toBe('one');
  expect(await lines.ask('?')).toBe('two');
  lines.close();
});

test('a line that comes later is waited for; after the last one nothing comes', async () => {
  const { input, lines } = open();
  const answer = lines.ask('?');
  input.end('late');
  expect(await answer).toBe('late');
  expect(await lines.ask('?')).toBeUndefined();
});
