import { describeInBrowser, pages } from './browser';
import type { Opened } from './browser';
import { answered, pressablesIn } from './forms';

const MARIA = 'U03MARIA';
const HANA = 'U02HANA';
const KENJI = 'U08KENJI';
const MOBILE = 'AKIAV6CIQHZTHY4JYCFU';
const BREAK_GLASS = 'AKIAV6CIQHZTFCQZ7564';

const press = ({ page }: Opened, name: string) => page.getByRole('button', { name, exact: true }).click();
const row = ({ page }: Opened, keyId: string) => page.locator(`.ks-row[data-key="${keyId}"]`);
const card = ({ page }: Opened, keyId: string) => page.locator(`.ks-post[data-key="${keyId}"]`);

describeInBrowser('what somebody answers is done', () => {
  const { openAs } = pages();

  test('“Not mine” gives the key back, and whoever it is has a whole notice before anything happens', async () => {
    const opened = await openAs(MARIA);
    const { page, stage, statusOf } = opened;
    await press(opened, 'Next stage');
    await row(opened, MOBILE).getByText('Dark to 10:10').waitFor();
    expect(statusOf(MOBILE)).toBe('Inactive');

    await answered(page, () => card(opened, MOBILE).getByRole('button', { name: 'Not mine' }).click());
    const dialog = page.getByRole('dialog', { name: 'Not mine' });
    // “Somebody else’s” is what it begins with.
    await dialog.getByLabel('Who?').selectOption(HANA);
    await dialog.getByLabel('Anything that helps').fill('she took it over in 2024');
    await answered(page, () => dialog.getByRole('button', { name: 'Send' }).click());
    await dialog.waitFor({ state: 'hidden' });
    await card(opened, MOBILE).getByRole('heading', { name: 'Noted: this key is not yours' }).waitFor();
    await stage.time.rest();
    expect(statusOf(MOBILE)).toBe('Active');

    await page.getByLabel('You are').selectOption(HANA);
    const hers = card(opened, MOBILE);
    await hers.getByRole('heading', { name: 'この AWS キー、まだ必要ですか？' }).waitFor();
    await hers.getByText('「she took it over in 2024」').first().waitFor();
    await hers
      .getByText(/3\/5\(木\) 10:\d\d までは何も起きません/)
      .first()
      .waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test('an operator freezes by the menu of a card, enqueues and thaws by a command', async () => {
    const opened = await openAs(KENJI);
    const { page, stage } = opened;
    const [post] = stage.slack({ as: KENJI }).posts;
    const freeze = pressablesIn(post?.blocks ?? []).find(({ name }) => name.startsWith('more freeze.'));
    await answered(page, async () => freeze?.press(page.locator('.ks-post').first()));
    const dialog = page.getByRole('dialog', { name: 'すべて凍結' });
    await dialog.getByLabel('理由').fill('障害 1234');
    await answered(page, () => dialog.getByRole('button', { name: '凍結する' }).click());
    await dialog.getByText('凍結しました。').waitFor();
    await dialog.locator('footer').getByRole('button', { name: '閉じる' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await stage.cloud.ledger.control.frozen()).toMatchObject({ value: { reason: '障害 1234' } });

    const types = async (words: string) => {
      await page.locator('.ks-composer input').fill(words);
      await answered(page, () => press(opened, '送信'));
    };
    await types(`/keysunset enqueue ${BREAK_GLASS} old`);
    await page.getByText('は保護されています').waitFor();
    await types('/keysunset thaw it is over');
    await page.getByText('凍結を解除しました').waitFor();
    expect(await stage.cloud.ledger.control.frozen()).toMatchObject({ value: false });
    expect(await page.locator('.ks-only-you').count()).toBe(3);
    await types('/remind me');
    await page.getByRole('alert').getByText('There is no command /remind here').waitFor();
    expect(opened.complaints).toEqual([]);
  });
});
