import { emojiOrText, forLibrary } from '../../../rehearsal/web/page/for-library';

test.each([
  ['14:03:05', '03', '03', ':03:'],
  ['an ARN', 'aws', 'aws', ':aws:'],
  ['IPv6, or the region of an ARN that has none', '::', '::::', '::'],
  ['two colons on two lines', ':10.\nNext:', '::10.\nNext::', ':10.\nNext:'],
  ['an emoji', 'smile', '😄', '😄'],
])('what stands between colons is an emoji or stays as it was: %s', (_, name, drawn, shown) => {
  expect(emojiOrText(name, drawn)).toBe(shown);
});

test('a text is shown with its markup, also where Slack is to find no links in it', () => {
  const text = { type: 'mrkdwn', text: '*off*', verbatim: true };
  expect(forLibrary([{ type: 'context', elements: [text] }], '')).toEqual([
    { type: 'context', elements: [{ type: 'mrkdwn', text: '*off*' }] },
  ]);
});

test('what may be left out is marked as such, as Slack marks it', () => {
  const input = { type: 'input', label: { type: 'plain_text', text: 'Who?' }, element: { type: 'users_select' } };
  const shown = forLibrary([{ ...input, optional: true }, input], ' (optional)') as { label: object }[];
  expect(shown.map(({ label }) => label)).toEqual([{ type: 'plain_text', text: 'Who? (optional)' }, input.label]);
});
