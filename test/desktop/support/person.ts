import { expect, type Page } from '@playwright/test'

/** Goes through the first run as a person does; with no address the server of this computer is taken. */
export async function registerAs(page: Page, name: string, address?: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  if (address !== undefined) {
    await page.getByText('A server at an address').click()
    await page.getByLabel('Server address').fill(address)
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect
    .poll(() => page.evaluate(() => window.host.state().then((s) => s.connection.status)))
    .toBe('online')
}
