import { spawn } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { electronPath, launch, launchArguments } from './support/launch.ts'

test('a second start with the same profile shows the first window and says so', async () => {
  const { electron, page, profile, quit } = await launch()
  const before = await page.evaluate(() => window.host.state())
  const isVisible = (): Promise<boolean | undefined> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(isVisible).toBe(false)

  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(electronPath(), [...sandbox, ...launchArguments(profile)])
  let said = ''
  second.stderr.on('data', (data: Buffer) => {
    said += data.toString()
  })
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
  expect(said).toContain('Tincan runs already with this profile.')
  await expect.poll(isVisible).toBe(true)
  expect(await page.evaluate(() => window.host.state())).toEqual(before)
  expect(await quit()).toBe(0)
})

test('two profiles run side by side', async () => {
  const [one, two] = [await launch(), await launch()]
  const hosts = await Promise.all([one, two].map(({ page }) => page.evaluate(() => window.host.version)))
  expect(hosts[0]).toBe(hosts[1])
  await Promise.all([one.quit(), two.quit()])
})
