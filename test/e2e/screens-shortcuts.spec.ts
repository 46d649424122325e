import { expect, type Page } from '@playwright/test'
import type { ShellCommand } from '../../src/shared/host.ts'
import { UserName } from '../../src/shared/ids.ts'
import { test } from '../support/screens.ts'

// What a person does with keys of one's own, and what the screens do when the desktop around them asks.

async function open(page: Page, scene: string): Promise<void> {
  await page.goto(`/?scene=${scene}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page) => page.getByRole('searchbox', { name: 'Name to call' })
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const row = (page: Page, action: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(action, { exact: true }) })

test('a key is bound anew: who has it already is said, it moves on a yes, and all of them go back', async ({
  page,
}) => {
  await open(page, 'active')
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Shortcuts' }).click()
  const [mute, end] = [row(page, 'Mute or unmute'), row(page, 'End the call')]
  const recorder = mute.getByRole('button', { name: /^Key for/ })
  await recorder.click()
  await page.keyboard.press('Control+c')
  await expect(mute.getByRole('alert')).toContainText('Choose another key')
  await recorder.click()
  await page.keyboard.press('Alt+e')
  await expect(mute.getByRole('alert')).toHaveText('Alt+E is already the key for “End the call”.')
  await button(page, 'Use it here').click()
  await expect(mute).toContainText('Alt E')
  await expect(end).toContainText('No key')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+e')
  await expect(button(page, 'Unmute')).toBeVisible()
  await page.keyboard.press('m')
  await expect(button(page, 'Unmute')).toBeVisible()

  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Shortcuts' }).click()
  await button(page, 'Reset all').click()
  await expect(end).toContainText('Alt E')
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await expect(button(page, 'Mute')).toBeVisible()
})

test('F1 shows all keys, also while somebody types; a question mark only where nobody does', async ({
  page,
}) => {
  await open(page, 'rest')
  await field(page).click()
  await page.keyboard.type('who?')
  await expect(field(page)).toHaveValue('who?')
  await expect(sheet(page)).toBeHidden()
  await page.keyboard.press('F1')
  await expect(sheet(page)).toContainText('Accept the call')
  await page.keyboard.press('Escape')
  await expect(field(page)).toBeFocused()
  await button(page, 'Preferences').focus()
  await page.keyboard.press('Shift+?')
  await expect(sheet(page)).toBeVisible()
  await button(page, 'Change shortcuts').click()
  await expect(page.getByRole('tab', { name: 'Shortcuts' })).toHaveAttribute('aria-selected', 'true')
})

/** Asks the screens for something, as a link does. */
const ask = (page: Page, wanted: ShellCommand): Promise<void> =>
  page.evaluate((asked) => globalThis.harness.host.desktop?.command(asked), wanted)

test('a link calls nobody before the person says so', async ({ page }) => {
  await open(page, 'desktop')
  const wanted: ShellCommand = { type: 'ask-dial', name: UserName.parse('bob'), server: null }
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await ask(page, wanted)
  await expect(dialog).toContainText('Call bob?')
  // Enter, in haste, is a no.
  await expect(button(page, 'Cancel')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  expect(await page.evaluate(() => globalThis.harness.session.state.get().calls)).toEqual([])

  await ask(page, wanted)
  await dialog.getByRole('button', { name: 'Call' }).click()
  await expect(page.getByRole('region', { name: 'Call' })).toContainText('Calling bob')
})

test('a new version asks before it restarts, says nothing in a call, and can be put aside', async ({
  page,
}) => {
  await open(page, 'desktop-update-ready')
  const notice = page.getByText('Version 0.2.0 is ready. It takes a restart.')
  await expect(notice).toBeVisible()
  await field(page).fill('bob')
  await page.keyboard.press('Enter')
  await expect(button(page, 'End call')).toBeVisible()
  await expect(notice).toBeHidden()
  await button(page, 'End call').click()
  await expect(notice).toBeVisible()
  // Here the host says that a call runs elsewhere.
  await button(page, 'Restart now').click()
  await expect(page.getByText('You are in a call')).toBeVisible()
  await button(page, 'Close').click()
  await button(page, 'Close').click()
  await expect(notice).toBeHidden()
})
