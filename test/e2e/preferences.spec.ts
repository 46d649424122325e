import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { startCoturn, type Coturn } from '../support/coturn.ts'
import { startPerson, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectSoundBothWays } from './callers.ts'

// A relay of one's own, from the preferences to a call through it: the real pages of the real server, and a real coturn.
// `npm run build` comes before.

const webDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'out', 'web')
let coturn: Coturn
let server: TestServer
let alice: Person
let bob: Person

test.beforeEach(async () => {
  coturn = await startCoturn()
  server = await startTestServer({ webDir })
  const flags = [`--ignore-certificate-errors-spki-list=${coturn.spki}`]
  ;[alice, bob] = await Promise.all([
    startPerson(server.origin, { frequency: 440, flags }),
    startPerson(server.origin, { frequency: 1000 }),
  ])
})
test.afterEach(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  await server?.dispose()
  await coturn?.stop()
})

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('searchbox', { name: 'Name to call' })).toBeVisible()
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
const result = (page: Page, uri: string, transport: string) =>
  page
    .getByRole('list', { name: `Results for ${uri}` })
    .getByRole('listitem')
    .filter({ hasText: transport })
    // Its steps are in it, and may say the same.
    .first()

test('a relay is set up, found wrong, corrected, found right, and carries a call that hides the address', async () => {
  const { page } = alice
  await Promise.all([signUp(page, 'Alice'), signUp(bob.page, 'Bob')])
  await press(page, 'Preferences')
  await page.getByRole('tab', { name: 'Network' }).click()
  // Nobody on the internet is asked by a test.
  await page.getByRole('switch', { name: 'Use the built-in public STUN servers' }).press('Space')

  await page.getByRole('radio', { name: 'Hide my IP' }).press('Space')
  await expect(page.getByText('There is no relay, so no call can be made')).toBeVisible()

  const uri = `turn:127.0.0.1:${coturn.port}`
  await press(page, 'Add server')
  await page.getByRole('textbox', { name: 'Address' }).fill(uri)
  await page.getByRole('textbox', { name: 'User name' }).fill(coturn.username)
  await page.getByLabel('Secret').fill('not it')
  await press(page, 'Add')
  // Tested by itself.
  for (const transport of ['UDP', 'TCP']) {
    await expect(result(page, uri, transport)).toContainText('Does not work')
    await expect(result(page, uri, transport)).toContainText(
      'The server refused the user name or the secret.',
    )
    await expect(result(page, uri, transport)).toContainText('STUN error 401')
  }
  await expect(page.getByText('There is no relay, so no call can be made')).toBeHidden()

  await press(page, `More about ${uri}`)
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByLabel('Secret').fill(coturn.password)
  await press(page, 'Save')
  for (const transport of ['UDP', 'TCP']) {
    await expect(result(page, uri, transport)).toContainText('Works')
    await expect(result(page, uri, transport)).toContainText(/Echo.*\d+ ms/)
  }

  await press(page, 'Paste settings …')
  await page
    .getByRole('textbox', { name: 'Text to read' })
    .fill(`turns:127.0.0.1:${coturn.tlsPort} ${coturn.username} ${coturn.password}`)
  await press(page, 'Add 1 server')
  await expect(result(page, `turns:127.0.0.1:${coturn.tlsPort}`, 'TLS')).toContainText('Works')
  await expect(page.getByText('Your calls should work, and your IP stays hidden')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/preferences-real.png' })

  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Name to call' }).fill('bob')
  await page.keyboard.press('Enter')
  await press(bob.page, 'Accept')
  await expectSoundBothWays(alice, bob)
  await expect(page.getByText('Relayed').first()).toBeVisible()
})
