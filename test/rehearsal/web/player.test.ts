import { virtualClock } from '../../../rehearsal/clock';
import { player } from '../../../rehearsal/web/player';

const START = '2026-03-03T01:00:00.000Z';
/** A wait is over within a real millisecond. */
const PACE = 1e9;

/** A rehearsal in which something happens at these moments; the last of them ends it. */
function opened(...moments: string[]) {
  const clock = virtualClock(START);
  const happened: string[] = [];
  let changes = 0;
  for (const at of moments) clock.at(at, 'event', () => happened.push(clock.now()));
  const time = player({
    clock,
    // Every other thing here begins a stage.
    happened: (what) => (what === 'event' ? happened.length : Math.floor(happened.length / 2)),
    over: () => happened.length === moments.length,
    onChange: () => changes++,
  });
  return { clock, happened, time, running: time.run(), changes: () => changes };
}

const [monday, tuesday, wednesday] = [
  '2026-03-09T01:00:00.000Z',
  '2026-03-10T01:00:00.000Z',
  '2026-03-11T01:00:00.000Z',
];

test('time stands still until somebody lets it run', async () => {
  const { clock, happened, time, running } = opened(monday);
  await new Promise(setImmediate);
  expect([clock.now(), happened, time.state().playing]).toEqual([START, [], false]);
  await time.close();
  await running;
});

test('the next thing is a minute’s worth of what happens, however far away', async () => {
  const { clock, happened, time, running } = opened(monday, '2026-03-09T01:00:59.000Z', tuesday);
  await time.leap('event');
  expect(happened).toHaveLength(2);
  expect(clock.now()).toBe('2026-03-09T01:01:00.000Z');
  await time.leap('event');
  expect(clock.now()).toBe('2026-03-10T01:01:00.000Z');
  await time.close();
  await running;
});

test('to the next stage, things in between are not stopped for', async () => {
  const { happened, clock, time, running } = opened(monday, tuesday, wednesday);
  await time.leap('stage');
  expect(happened).toEqual([monday, tuesday]);
  expect(clock.now()).toBe('2026-03-10T01:01:00.000Z');
  await time.close();
  await running;
});

test('without another stage, the last thing is the end', async () => {
  const { happened, clock, time, running } = opened(monday);
  await time.leap('stage');
  expect(happened).toEqual([monday]);
  expect(clock.now()).toBe('2026-03-09T01:01:00.000Z');
  await time.close();
  await running;
});

test('a day is 24 hours, whatever happens in it', async () => {
  const { happened, clock, time, running } = opened('2026-03-03T20:00:00.000Z', monday);
  await time.leap('day');
  expect(happened).toHaveLength(1);
  expect(clock.now()).toBe('2026-03-04T01:00:00.000Z');
  await time.close();
  await running;
});

test('leaps that are asked for at once come one after the other', async () => {
  const { clock, time, running } = opened(monday, tuesday, wednesday);
  await Promise.all([time.leap('event'), time.leap('event'), time.leap('day')]);
  expect(clock.now()).toBe('2026-03-11T01:01:00.000Z');
  await time.close();
  await running;
});

test('after the last thing there is no next one', async () => {
  const { clock, time, running } = opened(monday);
  await time.leap('event');
  clock.at(tuesday, 'a sweep that finds nothing', () => undefined);
  await time.leap('event');
  expect(clock.now()).toBe('2026-03-09T01:01:00.000Z');
  await time.close();
  await running;
});

test('while it plays, things happen by themselves, and it stops a minute after the last', async () => {
  const { clock, happened, time, running } = opened(monday, tuesday);
  clock.at('2026-03-10T01:01:00.000Z', 'leave', () => void time.close());
  clock.at('2026-03-10T01:01:00.001Z', 'too late', () => happened.push('too late'));
  time.play(PACE);
  await running;
  expect(happened).toEqual([monday, tuesday]);
  expect(clock.now()).toBe('2026-03-10T01:01:00.000Z');
});

test('what somebody does happens now; paused, what comes of it follows for ten seconds', async () => {
  const { clock, happened, time, running } = opened('2026-03-03T01:00:00.300Z', monday);
  const answered = await time.act('press', async () => clock.now());
  expect(answered).toBe(START);
  await time.rest();
  expect([happened, clock.now()]).toEqual([['2026-03-03T01:00:00.300Z'], '2026-03-03T01:00:10.000Z']);
  await time.close();
  await running;
});

test('while it plays, time stands still for what somebody does', async () => {
  const { clock, time, running } = opened(wednesday, '2027-01-01T00:00:00.000Z');
  time.play(1);
  const [before, later] = await time.act('press', async () => {
    const began = clock.now();
    for (let i = 0; i < 50; i++) await new Promise(setImmediate);
    return [began, clock.now()];
  });
  expect(later).toBe(before);
  expect(time.state().playing).toBe(true);
  await time.close();
  await running;
});

test('a deed that fails is told to whoever did it, and time goes on', async () => {
  const { happened, time, running } = opened(monday);
  const failed = time.act('press', async () => {
    throw new Error('no such button');
  });
  await expect(failed).rejects.toThrow('no such button');
  await time.leap('event');
  expect(happened).toHaveLength(1);
  await time.close();
  await running;
});

test('what a timer throws ends it', async () => {
  const { clock, time, running } = opened(tuesday);
  clock.at(monday, 'broken', () => {
    throw new Error('a bug');
  });
  time.play(PACE);
  await expect(running).rejects.toThrow('a bug');
});

test('it can be paused, and played faster, while it plays', async () => {
  const { happened, time, running, changes } = opened(monday, tuesday);
  time.play(1);
  time.pause();
  expect(time.state()).toMatchObject({ playing: false, pace: 1 });
  time.play(PACE);
  expect(time.state()).toMatchObject({ playing: true, pace: PACE });
  await time.leap('event');
  expect(happened).not.toEqual([]);
  expect(changes()).toBeGreaterThan(2);
  await time.close();
  await running;
});
