import type { Page } from 'playwright-core';

/** The password that is chosen then. */
const chosenPassword = 'correct horse battery';

/** Opens the console and signs somebody in, the demo's first person if not said otherwise, who chooses a password. */
export async function signIn(
  page: Page,
  url: string,
  oneTimePassword: string | null,
  email = 'lead@fellmoor.example',
): Promise<void> {
  await page.goto(`${url}/console`);
  await page.fill('[name="email"]', email);
  await page.fill('[name="password"]', oneTimePassword ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-part="choose-password"] [name="password"]').fill(chosenPassword);
  await page.keyboard.press('Enter');
}
