import type { Locator, Page } from 'playwright-core';
import { controlsIn } from '../../rehearsal/slack/forms';
import type { Control, Json } from '../../rehearsal/slack/forms';

/** Fills in whatever a modal asks for: texts, dates, people, options. What begins with something keeps it. */
export async function fillIn(dialog: Locator): Promise<void> {
  for (const text of await dialog.locator('textarea').all())
    if ((await text.inputValue()) === '') await text.fill('the release is this week');
  for (const date of await dialog.locator('input[type=date]').all())
    if ((await date.inputValue()) === '') await date.fill('2026-03-16');
  for (const time of await dialog.locator('input[type=time]').all())
    if ((await time.inputValue()) === '') await time.fill('10:00');
  for (const select of await dialog.locator('select').all())
    if ((await select.inputValue()) === '') await select.selectOption({ index: 1 });
  for (const choices of await dialog.locator('fieldset').all())
    if ((await choices.locator('input:checked').count()) === 0) await choices.locator('input').first().check();
}

/** A button, or an option of a menu: what may open a modal. */
export interface Pressable {
  /** Tells it from all others of these blocks. */
  name: string;
  press: (inside: Locator) => Promise<void>;
}

/** All that can be pressed in these blocks. */
export const pressablesIn = (blocks: readonly Json[]): Pressable[] => controlsIn(blocks).flatMap(pressablesOf);

function pressablesOf({ blockId, actionId, element }: Control): Pressable[] {
  const place = `[id="${blockId}"] [id="${actionId}"]`;
  if (element['type'] === 'button') return [{ name: actionId, press: (inside) => inside.locator(place).click() }];
  if (element['type'] !== 'overflow') return [];
  return (element['options'] as { value: string }[]).map(({ value }, i) => ({
    name: `${actionId} ${value}`,
    async press(inside) {
      await inside.locator(`${place} > button`).click();
      await inside.locator(`${place} [id^=overflow_menu_popup] > div > div`).nth(i).click();
    },
  }));
}

/** Does it, and waits until the app has answered. */
export async function answered(page: Page, does: () => Promise<unknown>): Promise<unknown> {
  const [response] = await Promise.all([page.waitForResponse('**/do'), does()]);
  return response.request().postDataJSON();
}
