import { card, threadLine } from '../../../../lambda/core/notices/notices';
import { cardAt, settingAt } from './reading';
import { situation } from './situations';

const channel = { zoneOf: 'everyone' } as const;

test('in a channel each date is a token of Slack’s, which each reader sees in their own zone', () => {
  const { r, at } = situation('three days before the deletion');
  const read = cardAt(r, at, channel);
  expect(read[3]).toContain('Off since <!date^1773622800^{date_short} {time}|Mon 16 Mar 10:00>.');
  expect(read).toContain('Each date is in the time zone of whoever reads it. Replying *stop* in the thread works too.');
});

test('a header takes no tokens, and has none', () => {
  const { r, at } = situation('three days before the deletion');
  expect(cardAt(r, at, channel)[0]).toBe('Last call: this key is deleted in 3 days');
});

test('a notification in a channel says its dates as text, with the zone that they are in', () => {
  const { r, at } = situation('three days before the deletion');
  const { text } = card(r, settingAt(r, at, channel));
  expect(text).not.toContain('<!date');
  expect(text).toContain('Off since Mon 16 Mar 10:00.');
  expect(text).toContain('Times are in Japan Standard Time.');
  expect(threadLine('final', r, settingAt(r, at, channel)).text).not.toContain('<!date');
});

test('an owner whose zone is not known is told which one the times are in, and not that it is theirs', () => {
  const { r, at } = situation('in the notice');
  expect(cardAt(r, at, { zoneOf: 'hub' }).at(-1)).toMatch(/^Times are in Japan Standard Time\. Replying/);
});
