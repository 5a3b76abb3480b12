import { meetings, teaches } from '../../../rehearsal/explore/pairs';
import { idOf, scheduleOf } from '../../../rehearsal/explore/schedule';
import { attempt } from '../../../rehearsal/explore/search';
import type { Tried } from '../../../rehearsal/explore/search';

const played = (id: string): Promise<Tried> => attempt(scheduleOf(id), true);
const met = async (id: string) => [...meetings((await played('silence')).learned, (await played(id)).learned)];
const stops = (all: Awaited<ReturnType<typeof met>>) => all.filter(({ meets }) => meets.startsWith('stop'));

/** Of the play “silence”: the call that switches the key off for the first time. */
async function switchingOff(): Promise<number> {
  const { learned } = await played('silence');
  return learned.calls.find(({ port }) => port === 'deactivator')?.n ?? 0;
}

test('after a harm an act is tried at every moment until it has healed', async () => {
  const off = await switchingOff();
  const all = stops(await met(`silence:late600@${off}`));
  expect(all.length).toBeGreaterThan(10);
  for (const { schedule } of all) expect(idOf(schedule)).toMatch(new RegExp(`^silence:late600@${off}\\+stop@`));
});

test('what an act meets where nothing is broken is met by it alone, and not tried again', async () => {
  const alone = new Set((await met('silence')).map(({ meets }) => meets));
  const off = await switchingOff();
  const after = (await met(`silence:lose@${off}`)).map(({ meets }) => meets);
  expect(alone.size).toBeGreaterThan(100);
  expect(after.some((meets) => !alone.has(meets))).toBe(true);
});

test('two harms that leave everything alike are one to whatever comes after them', async () => {
  const off = await switchingOff();
  // Refused and refused again, or refused once: once it has gone through, nothing tells them apart but a second or two.
  const once = new Set((await met(`silence:refuse@${off}`)).map(({ meets }) => meets));
  const thrice = (await met(`silence:throttle@${off}`)).map(({ meets }) => meets);
  expect(thrice.filter((meets) => once.has(meets)).length).toBeGreaterThan(5);
});

test('a call that is still on its way makes a difference', async () => {
  const off = await switchingOff();
  const lost = new Set(stops(await met(`silence:lose@${off}`)).map(({ meets }) => meets));
  const late = stops(await met(`silence:late600@${off}`)).map(({ meets }) => meets);
  expect(late.filter((meets) => !lost.has(meets)).length).toBeGreaterThan(5);
});

test('the door is broken while it takes a stop, at each of its calls', async () => {
  const broken = (await met('silence:stop@s6000')).filter(({ meets }) => !meets.startsWith('press'));
  const kinds = new Set(broken.map(({ schedule }) => schedule.harms[1]?.do));
  expect([...kinds].sort()).toEqual(['die', 'hang', 'late40', 'late600', 'lose', 'refuse', 'throttle']);
});

test.each([
  ['silence:lose@50', true],
  ['silence', true],
  ['silence:use@50', false],
  ['silence:lose@50+stop@60', false],
  ['limited:lose@50', false],
])('whether others are tried after %s: %s', (id, yes) => {
  expect(teaches(scheduleOf(id))).toBe(yes);
});
