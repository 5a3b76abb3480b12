import { MOST_SHOWN, home } from '../../../../lambda/core/notices/home';
import type { HomeSeen } from '../../../../lambda/core/notices/home';
import { problemsOfView } from '../../../../rehearsal/slack/block-kit';
import { calendar, textsOf } from './reading';
import { situation } from './situations';
import { tokyo } from './story';

const setting = {
  now: tokyo('3-09 10:00'),
  reader: { language: 'en', timeZone: 'Asia/Tokyo', zoneOf: 'reader' } as const,
  calendar,
};
const read = (seen: HomeSeen, now = setting.now): string[] => textsOf(home(seen, { ...setting, now }).blocks);
const { r: dark } = situation('off for a day');
const { r: notice } = situation('in the notice');
const { r: kept } = situation('kept after a stop');
const none = { retirements: [], all: 0 };
const many = (length: number) => ({ retirements: Array.from({ length }, () => dark), all: 500 });

test('an owner sees how each of their keys stands, and can stop it there', () => {
  const view = home({ mine: { retirements: [dark, kept], all: 2 } }, setting);
  expect(JSON.stringify(view).match(/"action_id":"stop"/g)).toHaveLength(1);
  expect(textsOf(view.blocks)[1]).toContain('● 10 min ━━ ◐ *1 day* ┄┄ ○ 31 days ┄┄ ✕ delete');
});

test('an operator sees whose the dark keys are, what comes next, and whether all is frozen', () => {
  const frozen = {
    known: true as const,
    value: { since: tokyo('3-08 10:00'), by: 'operator arn:x/kenji', reason: '<!here>' },
  };
  const text = read({
    mine: none,
    operator: { dark: { retirements: [dark], all: 1 }, next: { retirements: [notice, kept], all: 2 }, frozen },
  }).join('\n');
  expect(text).toContain('*Frozen since Sun 8 Mar 10:00* by kenji: _“&lt;!here&gt;”_');
  expect(text).toContain('Owner: Maria Keller');
  expect(text).toContain('off for 10 minutes: `AKIAV6CIQHZTHY4JYCFU` *deploy-mobile-release* in *prod-apps*');
});

test('what begins sooner is named first', () => {
  const { r: later, at } = situation('on again, and watched');
  const lines = (...all: (typeof dark)[]) => {
    const next = { retirements: all, all: all.length };
    return read({ mine: none, operator: { dark: none, next, frozen: { known: true, value: false } } }, tokyo(at)).at(
      -3,
    );
  };
  expect(lines(later, notice)).toMatch(
    /^Tue 10 Mar 10:20 {2}off for 10 minutes: .*\nMon 16 Mar 10:00 {2}off for 31 days: /,
  );
  expect(lines(notice, later)).toBe(lines(later, notice));
});

test('a list that is longer than what is shown says by how many', () => {
  const operator = { dark: many(60), next: many(60), frozen: { known: true as const, value: false as const } };
  const view = home({ mine: many(60), operator }, setting);
  expect(problemsOfView(view)).toEqual([]);
  expect(textsOf(view.blocks).filter((text) => text === `and ${500 - MOST_SHOWN} more`)).toHaveLength(3);
});

test('a freeze that could not be read counts as one, and is said to', () => {
  const operator = { dark: none, next: none, frozen: { known: false as const, why: 'throttled' } };
  expect(read({ mine: none, operator })[1]).toBe(
    'Whether there is a freeze could not be read. Until it can be, no outage begins.',
  );
});
