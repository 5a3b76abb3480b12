import { everyAction, understood } from '../../../../lambda/core/notices/choices';
import type { Action } from '../../../../lambda/core/notices/choices';
import { card, lineElsewhere } from '../../../../lambda/core/notices/notices';
import type { Message } from '../../../../lambda/core/ports';
import { after } from '../../../../lambda/core/time';
import { buttonsOf, settingAt } from './reading';
import { situation, situations } from './situations';

const cardOf = (as: string, actions?: readonly Action[]): Message => {
  const { r, at } = situation(as);
  return card(r, { ...settingAt(r, at), ...(actions && { actions }) });
};
const pressable = (message: Message): string[] => JSON.stringify(message).match(/(?<="action_id":")[a-z_]+/g) ?? [];

test('no card shows what the door does not understand', () => {
  const all = situations.flatMap(({ r, at }) => pressable(card(r, settingAt(r, at))));
  expect([...new Set(all)].filter((action) => !understood.includes(action as Action))).toEqual([]);
});

test('while the door understands Stop alone, a card shows nothing else', () => {
  expect(pressable(cardOf('off for a day', ['stop']))).toEqual(['stop']);
});

test('once the door understands them, Stop comes first and alone is green, then not now, not mine, and the rest', () => {
  expect(buttonsOf(cardOf('off for a day', everyAction))).toEqual([
    expect.objectContaining({ action_id: 'stop', style: 'primary' }),
    expect.not.objectContaining({ style: expect.anything() as string }),
    expect.objectContaining({ action_id: 'not_mine' }),
    {
      type: 'overflow',
      action_id: 'more',
      options: [
        {
          text: expect.objectContaining({ text: 'All evidence' }) as object,
          value: 'evidence.r-1',
        },
        {
          text: expect.objectContaining({ text: 'Stop the world (operators)' }) as object,
          value: 'freeze.r-1',
        },
      ],
    },
  ]);
});

test('nothing asks back, nothing is red', () => {
  for (const { r, at } of situations) {
    const text = JSON.stringify(card(r, { ...settingAt(r, at), actions: everyAction }));
    expect(text).not.toMatch(/"confirm"|"danger"|:[a-z_]+:"/);
  }
});

test('"safe to delete" is offered where somebody’s word is missing: to the owner as a button, to operators behind the rest', () => {
  const missing = situation('off for the last time, with approvals missing');
  expect(pressable(cardOf(missing.as, everyAction))).toContain('approve');
  const given = {
    ...missing.r,
    approvals: [
      ...missing.r.approvals,
      { by: 'slack:U1 Maria', as: 'owner' as const, at: missing.r.claim?.startedAt ?? '' },
    ],
  };
  const message = card(given, { ...settingAt(given, missing.at), actions: everyAction });
  expect(pressable(message)).not.toContain('approve');
  expect(JSON.stringify(message)).toContain('approve.r-1');
});

test('after an end there is no Stop any more; what needs it may be said in one line, which names the retirement', () => {
  const message = cardOf('kept after a stop', everyAction);
  expect(pressable(message)).toEqual(['what_needs_it', 'how']);
  expect(message.blocks).toContainEqual(
    expect.objectContaining({
      type: 'input',
      block_id: 'needs.r-1',
      dispatch_action: true,
      optional: true,
    }),
  );
});

test('what needs it is asked once: said, it stands among the facts', () => {
  const message = cardOf('kept after a stop, and somebody said what needs it', everyAction);
  expect(pressable(message)).toEqual(['how']);
  expect(JSON.stringify(message)).toContain('毎月の請求');
});

test('what somebody said before the key was asked about again stands among the facts, and is asked anew', () => {
  const { r, at } = situation('kept after a stop');
  const before = { ...r, need: { words: '毎月の請求', by: 'slack:U7 田中 愛', at: '2025-09-01T01:00:00.000Z' } };
  const message = card(before, { ...settingAt(r, at), actions: everyAction });
  expect(pressable(message)).toEqual(['what_needs_it', 'how']);
  expect(JSON.stringify(message)).toContain('毎月の請求');
});

test.each([
  'given back because it is protected now',
  'kept: the deletion was held up',
  'failed',
  'deleted',
  'deleted by somebody else',
  'deleted by somebody else after a stop',
  'being given back after a stop',
])('%s: nobody is asked what needs it', (as) => expect(pressable(cardOf(as, everyAction))).toEqual([]));

test('a channel that has no card of the key can stop it below the line that it reads', () => {
  const { r, at } = situation('three days before the deletion');
  expect(pressable(lineElsewhere('final', r, settingAt(r, at)))).toEqual(['stop']);
  const deleting = situation('being deleted');
  expect(pressable(lineElsewhere('final', deleting.r, settingAt(deleting.r, deleting.at)))).toEqual([]);
});

test('a key that was stopped is left alone until a day that is named', () => {
  const { r, at } = situation('kept after a stop');
  expect(JSON.stringify(card(r, settingAt(r, at)))).toContain('Nobody will be asked about it again before Sat 5 Sep.');
});

test('a channel is told whose key it is, as far as that is known', () => {
  const { r, at } = situation('off for a day');
  const { owner: _, ...nobody } = r;
  expect(JSON.stringify(lineElsewhere('final', r, settingAt(r, at)))).toContain('Owner: Maria Keller');
  expect(JSON.stringify(lineElsewhere('final', nobody, settingAt(r, at)))).toContain('Owner: not known yet');
});

test('what was said at the very moment at which the key was enqueued was said of this retirement', () => {
  const { r, at } = situation('kept after a stop, and somebody said what needs it');
  const said = { words: 'the invoices', by: 'slack:U7 x', at: r.enqueuedAt };
  expect(pressable(card({ ...r, need: said }, settingAt(r, at)))).toEqual(['how']);
  const before = { ...said, at: after(r.enqueuedAt, -1) };
  expect(pressable(card({ ...r, need: before }, settingAt(r, at)))).toEqual(['what_needs_it', 'how']);
});
