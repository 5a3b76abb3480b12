import { describeInBrowser, pages } from './browser';
import type { Opened } from './browser';

const MARIA = 'U03MARIA';
const AI = 'U07AI';
const MOBILE = 'AKIAV6CIQHZTHY4JYCFU';
const POS = 'AKIA5P4I2SFTES6EYUZ7';

const row = ({ page }: Opened, keyId: string) => page.locator(`.ks-row[data-key="${keyId}"]`);
const card = ({ page }: Opened, keyId: string) => page.locator(`.ks-post[data-key="${keyId}"]`);
const press = ({ page }: Opened, name: string) => page.getByRole('button', { name, exact: true }).click();

describeInBrowser('a key that is off comes back', () => {
  const { openAs } = pages();

  /** To the first outage, by the page's own clock. */
  async function inTheFirstOutage(slackUserId: string, keyId: string): Promise<Opened> {
    const opened = await openAs(slackUserId);
    await press(opened, 'Next stage');
    await row(opened, keyId).getByText('Dark to 10:10').waitFor();
    expect(opened.statusOf(keyId)).toBe('Inactive');
    return opened;
  }

  test('when its owner presses Stop', async () => {
    const opened = await inTheFirstOutage(MARIA, MOBILE);
    await card(opened, MOBILE).getByRole('button', { name: 'Stop, I need this key' }).click();
    await row(opened, MOBILE).getByText('Back on, to be confirmed').waitFor();
    expect(opened.statusOf(MOBILE)).toBe('Active');
    await card(opened, MOBILE).getByRole('heading', { name: 'Your key is back on' }).waitFor();
    expect(await card(opened, MOBILE).getByRole('button', { name: 'Stop, I need this key' }).count()).toBe(0);

    // The chain of the key, as one chooses it on the board.
    await press(opened, 'deploy-mobile-release');
    const chain = opened.page.getByRole('region', { name: /^Chain of deploy-mobile-release/ });
    await chain.getByText('StopRequested').waitFor();
    // Switched on until nothing late can switch it off again: the first time is what she waits for.
    await chain
      .getByText(/pressed Stop; on again after/)
      .first()
      .waitFor();

    await press(opened, '+ 1 day');
    await row(opened, MOBILE).locator('.ks-chip', { hasText: 'Kept: stop' }).waitFor();
    expect(opened.statusOf(MOBILE)).toBe('Active');
    expect(opened.complaints).toEqual([]);
  });

  test('when she answers in the thread, in Japanese', async () => {
    const opened = await inTheFirstOutage(AI, POS);
    const { page } = opened;
    await page.getByPlaceholder(/svc-pos-sync について .*「使ってます」/).fill('まだ使ってます');
    await page.keyboard.press('Enter');
    await card(opened, POS).getByText('まだ使ってます', { exact: true }).waitFor();
    await row(opened, POS).getByText('Back on, to be confirmed').waitFor();
    expect(opened.statusOf(POS)).toBe('Active');
    await card(opened, POS).getByRole('heading', { name: 'キーは有効に戻りました' }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test('and not when she only says thank you', async () => {
    const opened = await inTheFirstOutage(AI, POS);
    await opened.page.locator('.ks-composer input').fill('ありがとう');
    await press(opened, '送信');
    await card(opened, POS).getByText('ありがとう').waitFor();
    await opened.stage.time.act('look', async () => undefined);
    expect(opened.statusOf(POS)).toBe('Inactive');
  });
});
