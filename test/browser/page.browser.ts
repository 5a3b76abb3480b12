import { source as axe } from 'axe-core';
import type { AxeResults } from 'axe-core';
import { describeInBrowser, pages } from './browser';

const MARIA = 'U03MARIA';

describeInBrowser('the page of the rehearsal', () => {
  const { openAs } = pages();

  test('time runs while it plays, and stands still when it is paused', async () => {
    const { page, stage } = await openAs(MARIA);
    const before = stage.cloud.clock.now();
    await page.getByRole('button', { name: '1 h/s' }).click();
    await page.getByText('Tue 3 Mar 2026, 10:01').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const paused = stage.cloud.clock.now();
    expect(paused > before).toBe(true);
    expect(stage.time.state().playing).toBe(false);
  });

  test('one may be anybody: an owner, an operator, a stranger; a channel shows the same to all', async () => {
    const { page } = await openAs(MARIA);
    const you = page.getByLabel('You are');
    for (const role of ['Owners', 'Operators', 'Others']) {
      expect(await you.locator(`optgroup[label=${role}] option`).count()).toBeGreaterThan(0);
    }
    await you.selectOption({ label: 'Noor Haddad' });
    await page.getByRole('button', { name: '#team-media' }).click();
    await page.locator('.ks-post').getByText('svc-image-resize').first().waitFor();
    await page.getByRole('button', { name: 'Keysunset', exact: true }).click();
    await page.getByText('No messages yet.').waitFor();
    // What stands in the address is there after a reload.
    await page.reload();
    await page.getByText('No messages yet.').waitFor();
    expect(await you.inputValue()).toBe('U09NOOR');
    await you.selectOption('U08KENJI');
    await page.getByRole('button', { name: '送信' }).waitFor();
  });

  test('what somebody chooses on the board is shown beside it: its chain, and its card', async () => {
    const { page } = await openAs('U02HANA');
    await page.locator('.ks-row').getByRole('button', { name: 'svc-nightly-export' }).click();
    await page.getByRole('region', { name: /^Chain of svc-nightly-export AKIA/ }).waitFor();
    await page.getByRole('button', { name: 'All keys' }).click();
    await page.getByRole('region', { name: 'Ledger, as it is written' }).waitFor();
  });

  test('what cannot be done any more is told, and the page goes on', async () => {
    const { page, stage } = await openAs(MARIA);
    const [card] = stage.slack({ as: MARIA }).posts;
    // The card has become another one by the time that the press arrives.
    await page.route('**/do', async (route) => {
      if (card) stage.cloud.slack.update(card.channel, card.ts, { text: 'Deleted.', blocks: [{ type: 'divider' }] });
      await route.continue();
    });
    await page.getByRole('button', { name: 'Stop, I need this key' }).click();
    await page.getByRole('alert').getByText('has no button stop any more').waitFor();
    await page.getByRole('button', { name: 'OK', exact: true }).click();
  });

  test('a rehearsal that has ended is told as such', async () => {
    const { page, end } = await openAs(MARIA);
    end();
    await page.getByText('The rehearsal does not answer.').waitFor();
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ] as const)('nobody is left out: %s, %i wide', async (colorScheme, width) => {
    const { page, complaints } = await openAs(MARIA, { colorScheme, viewport: { width, height: 900 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
