import type { Page } from 'playwright-core';

/** The password that the demo's first person chooses. */
const chosenPassword = 'correct horse battery';

/** Opens the console and signs the demo's first person in, who chooses a password of their own. */
export async function signIn(page: Page, url: string, oneTimePassword: string | null): Promise<void> {
  await page.goto(`${url}/console`);
  await page.fill('[name="email"]', 'lead@fellmoor.example');
  await page.fill('[name="password"]', oneTimePassword ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-part="choose-password"] [name="password"]').fill(chosenPassword);
  await page.keyboard.press('Enter');
}
