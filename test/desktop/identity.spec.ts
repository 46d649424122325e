import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './support/desktop-test.ts'
import { launch, newProfile, type RunningApp } from './support/launch.ts'
import { registerAs } from './support/person.ts'

/** In the system's own dialogs, the person takes this file. */
function chooseFile({ electron }: RunningApp, file: string): Promise<void> {
  return electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
}

test('an identity goes to another computer in a file, with the right passphrase alone', async () => {
  const passphrase = 'two cans and a piece of string'
  const file = join(newProfile(), 'alice.tincan-identity')
  const [first, second] = await Promise.all([launch(), launch()])
  const press = ({ page }: RunningApp, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click()

  await registerAs(first.page, 'Alice')
  await chooseFile(first, file)
  await press(first, 'Preferences')
  await first.page.getByRole('tab', { name: 'Account' }).click()
  await press(first, 'Export identity …')
  await first.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await first.page.getByLabel('The same once more').fill(passphrase)
  await press(first, 'Choose where to save …')
  await expect(first.page.getByText('alice.tincan-identity')).toBeVisible()

  await chooseFile(second, file)
  await press(second, 'I have Tincan already')
  await press(second, 'Choose file …')
  await second.page.getByLabel('Passphrase', { exact: true }).fill(`${passphrase}s`)
  await press(second, 'Open')
  await expect(second.page.getByText('The passphrase is not right')).toBeVisible()
  await second.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await press(second, 'Open')
  await expect(second.page.getByRole('dialog', { name: 'Is this you?' })).toContainText('Alice')
  await press(second, 'Use this identity')
  await press(second, 'Start')

  // Both are Alice now, at the first one's server, as two devices that ring together.
  await expect(second.page.getByRole('searchbox', { name: 'Name to call' })).toBeVisible()
  await expect(second.page.getByText('Online', { exact: true })).toBeVisible()
  const [there, here] = await Promise.all(
    [first, second].map(({ page }) => page.evaluate(async () => (await window.host.state()).account!)),
  )
  expect(here).toEqual({ ...there, device: here!.device })
  expect(here!.device).not.toBe(there!.device)
  await second.quit()
  await first.quit()
})
