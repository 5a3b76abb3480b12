import { frozenByItself } from '../../../../lambda/core/notices/freeze';

const channel = { timeZone: 'Asia/Tokyo', zoneOf: 'everyone' } as const;
const reason = '3 screams within 24 hours: AKIA1 (<deploy> in prod-apps: used)';

test('a freeze that nobody asked for is told in the language of the operators’ channel, with what is to be done', () => {
  expect(frozenByItself({ reason }, { ...channel, language: 'en' }).text).toBe(
    'Frozen: no outage begins and nothing is deleted before the thaw. ' +
      '3 screams within 24 hours: AKIA1 (&lt;deploy&gt; in prod-apps: used). Look at these keys, then say `keysunset thaw`.',
  );
  expect(frozenByItself({ reason }, { ...channel, language: 'ja' }).text).toContain(
    'これらのキーを確認してから、 `keysunset thaw` で解除してください。',
  );
});

test('where many keys are named, what is to be done is still said', () => {
  const { text } = frozenByItself({ reason: reason.repeat(100) }, { ...channel, language: 'en' });
  expect(text.length).toBeLessThanOrEqual(3000);
  expect(text).toMatch(/say `keysunset thaw`\.$/);
});
