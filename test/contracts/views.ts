import { modal, homeTab } from '../../lambda/core/notices/views';
import { section, plain } from '../../lambda/core/notices/blocks';
import type { Views } from '../../lambda/core/ports';
import { BOT } from '../../rehearsal/slack/model';
import type { SlackModel } from '../../rehearsal/slack/model';
import { maria } from './messenger';

export interface ViewsWorld {
  views: Views;
  slack: SlackModel;
  /** Moves the clock of Slack. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

const says = (text: string) => modal({ title: 'Evidence', close: 'Close', blocks: [section(text)] });
const home = (text: string) => homeTab([section(text)]);

/** What shows modals and Home tabs, whichever it is. */
export function viewsContract(open: () => Promise<ViewsWorld>): void {
  let world: ViewsWorld;
  beforeEach(async () => (world = await open()));
  afterEach(() => world.close());
  const trigger = () => world.slack.newTrigger(maria.id);
  const onScreen = () => world.slack.views.modalOf(maria.id)?.given;

  test('a modal is opened for whoever pressed', async () => {
    expect(await world.views.open(trigger(), says('used'))).toBe('opened');
    expect(onScreen()).toEqual(says('used'));
    expect(world.slack.views.modalOf(BOT.user)).toBeUndefined();
  });

  test('a trigger is good for 3 seconds: after that it is too late', async () => {
    const late = trigger();
    world.pass(4);
    expect(await world.views.open(late, says('used'))).toBe('too late');
    expect(onScreen()).toBeUndefined();
  });

  test('a call whose answer was lost has opened it, and opens no other', async () => {
    const once = trigger();
    await world.views.open(once, says('used'));
    expect(await world.views.open(once, says('again'))).toBe('opened');
    expect(onScreen()).toEqual(says('used'));
  });

  test('a modal that Slack does not take is an error that says why', async () => {
    const wrong = { ...says('used'), title: { ...plain('x', 24), text: 'x'.repeat(25) } };
    await expect(world.views.open(trigger(), wrong)).rejects.toThrow('invalid_arguments');
  });

  test('a Home tab is put in the place of the one before', async () => {
    await world.views.publish(maria.id, home('nothing'));
    await world.views.publish(maria.id, home('a key'));
    expect(world.slack.views.homeOf(maria.id)?.given).toEqual(home('a key'));
  });

  test.each<[string, (views: Views) => Promise<unknown>]>([
    ['open', (views) => views.open(trigger(), says('used'))],
    ['publish', (views) => views.publish(maria.id, home('nothing'))],
  ])('%s, where Slack is down, passes by itself', async (_, act) => {
    world.slack.weather.fault = () => ({ status: 503 });
    await expect(act(world.views)).rejects.toMatchObject({ name: 'Unavailable' });
  });
}
