import { form } from '../rehearsal/slack/form';
import { describeInBrowser, pages } from './browser';
import type { Opened } from './browser';
import { answered, fillIn, pressablesIn } from './forms';

const MARIA = 'U03MARIA';

/** The titles of the modals that a card or a Home tab opens. A new one belongs here: what opens it is found by itself. */
const modals: readonly string[] = ['All evidence', 'Not mine', 'Not now'];

describeInBrowser('modals', () => {
  const { openAs } = pages();

  test('each one that a card or a Home tab opens can be filled in, and left', async () => {
    const opened = await openAs(MARIA);
    const titles = new Set<string>();
    for (const title of await triedOnTheCard(opened)) titles.add(title);
    for (const title of await triedOnTheHomeTab(opened)) titles.add(title);
    expect([...titles].sort()).toEqual([...modals].sort());
    expect(opened.complaints).toEqual([]);
  });

  /** All but Stop, after which nothing is asked; then Stop, and all that is asked after it. */
  async function triedOnTheCard({ page, stage }: Opened): Promise<string[]> {
    const tried = new Set(['stop']);
    const titles: string[] = [];
    const card = page.locator('.ks-post').first();
    const untried = () =>
      pressablesIn(stage.slack({ as: MARIA }).posts[0]?.blocks ?? []).find(({ name }) => !tried.has(name));
    const tryAll = async () => {
      for (let next = untried(); next; next = untried()) {
        tried.add(next.name);
        const { press } = next;
        await answered(page, () => press(card));
        titles.push(...(await submitted({ page, stage })));
      }
    };
    await tryAll();
    await answered(page, () => page.getByRole('button', { name: 'Stop, I need this key' }).click());
    await page.getByRole('heading', { name: /^(Stopped|Kept|Your key)/ }).waitFor();
    await tryAll();
    return titles;
  }

  async function triedOnTheHomeTab({ page, stage }: Opened): Promise<string[]> {
    const titles: string[] = [];
    await answered(page, () => page.getByRole('button', { name: 'Home', exact: true }).click());
    const home = stage.slack({ as: MARIA }).home;
    if (!home) {
      await page.getByText('Keysunset has put nothing on this tab.').waitFor();
      return titles;
    }
    for (const { press } of pressablesIn(home.blocks)) {
      await answered(page, () => press(page.locator('.ks-home')));
      titles.push(...(await submitted({ page, stage })));
    }
    return titles;
  }

  /** Fills in what is open, and submits it: the titles of all that were opened by it. */
  async function submitted({ page, stage }: Pick<Opened, 'page' | 'stage'>): Promise<string[]> {
    const titles: string[] = [];
    // Whoever opens it is set going by the door, and comes after its answer.
    await stage.time.rest();
    for (let view = stage.slack({ as: MARIA }).modal; view; view = stage.slack({ as: MARIA }).modal) {
      const dialog = page.getByRole('dialog', { name: view.title });
      await fillIn(dialog);
      titles.push(view.title);
      const leaves = view.submit ?? view.close;
      await answered(page, () => dialog.locator('footer').getByRole('button', { name: leaves }).click());
      await stage.time.rest();
      // It may ask for more than a stranger to it fills in: then it says so, and is left.
      if (stage.slack({ as: MARIA }).modal?.id === view.id) {
        await answered(page, () => dialog.locator('footer').getByRole('button', { name: view.close }).click());
      }
      await dialog.waitFor({ state: 'hidden' });
    }
    return titles;
  }
});

describeInBrowser('a modal with an element of each kind', () => {
  const { openAs } = pages();

  /** As an app opens one; whose it is does not matter to the page. */
  async function openForm() {
    const opened = await openAs(MARIA);
    opened.stage.cloud.slack.views.open(MARIA, form);
    const dialog = opened.page.getByRole('dialog', { name: 'Not now' });
    await dialog.waitFor();
    return { ...opened, dialog };
  }

  test('sends what was filled in, and what it began with', async () => {
    const { page, dialog, complaints } = await openForm();
    await fillIn(dialog);
    await dialog.getByLabel('until').fill('2026-03-18');
    await dialog.getByLabel('who', { exact: true }).selectOption({ label: 'Hana Mori' });
    const sent = await answered(page, () => dialog.getByRole('button', { name: 'Wait' }).click());
    expect(sent).toMatchObject({
      ...{ do: 'submit', as: MARIA },
      filled: {
        until: { date: '2026-03-18' },
        why: { text: 'the release is this week' },
        who: { person: 'U02HANA' },
        how: { how: ['quietly'] },
      },
    });
    await dialog.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  test('says below each input what is missing, and keeps what was filled in', async () => {
    const { page, dialog } = await openForm();
    await dialog.getByLabel('quietly').or(dialog.getByText('QUIETLY')).first().click();
    await answered(page, () => dialog.getByRole('button', { name: 'Wait' }).click());
    const [missing] = await dialog.locator('[id=why] [role=alert]').allTextContents();
    expect(missing).toBe('Please complete this required field.');
    expect(await dialog.getByRole('alert').count()).toBe(1);
    await dialog.getByLabel('why').fill('the release');
    await answered(page, () => dialog.getByLabel('why').press('Enter'));
    await dialog.waitFor({ state: 'hidden' });
  });

  test('tells at once what is chosen or pressed beside its inputs', async () => {
    const { page, dialog } = await openForm();
    const chosen = await answered(page, () => dialog.getByLabel('Which?').selectOption({ label: 'B' }));
    expect(chosen).toMatchObject({ do: 'act', action: 'pick', entered: 'b' });
    const pressed = await answered(page, () => dialog.getByRole('button', { name: 'How?' }).click());
    expect(pressed).toMatchObject({ do: 'act', block: 'more', action: 'how' });
  });

  test.each(['Escape', 'Cancel'])('%s leaves it', async (way) => {
    const { page, dialog, stage } = await openForm();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: 'Cancel' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    expect(stage.cloud.slack.views.modalOf(MARIA)).toBeUndefined();
  });

  test('a menu of a message tells which option was chosen', async () => {
    const { page, stage } = await openAs(MARIA);
    const option = (words: string) => ({ text: { type: 'plain_text', text: words }, value: words.toLowerCase() });
    const menu = { type: 'overflow', action_id: 'more', options: [option('Evidence'), option('Freeze')] };
    stage.cloud.slack.post(stage.cloud.slack.openDirect(MARIA).id, {
      text: 'A menu',
      blocks: [{ type: 'actions', block_id: 'menus', elements: [menu] }],
    });
    const message = page.getByRole('article', { name: 'A menu' });
    const freeze = pressablesIn([{ type: 'actions', block_id: 'menus', elements: [menu] }])[1];
    const sent = await answered(page, async () => freeze?.press(message));
    expect(sent).toMatchObject({ do: 'act', action: 'more', entered: 'freeze' });
  });
});
