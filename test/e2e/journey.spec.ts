import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { heardLevel, observed, startPerson, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectClean, expectSoundBothWays, HEARD } from './callers.ts'

// The whole way as two people go it, on the real pages of the real server: `npm run build` comes before.

const webDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'out', 'web')
let server: TestServer
let alice: Person
let bob: Person

test.beforeEach(async () => {
  server = await startTestServer({ webDir })
  ;[alice, bob] = await Promise.all([
    startPerson(server.origin, { frequency: 440 }),
    startPerson(server.origin, { frequency: 1000 }),
  ])
})
test.afterEach(async () => {
  await Promise.all([alice.close(), bob.close()])
  await server.dispose()
})

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('searchbox', { name: 'Name to call' })).toBeVisible()
}

async function becomeContacts(): Promise<void> {
  await Promise.all([signUp(alice.page, 'Alice'), signUp(bob.page, 'Bob')])
  await alice.page.getByRole('button', { name: 'Add contact' }).first().click()
  await alice.page.getByLabel('Name to add').fill('bob')
  await alice.page.getByRole('button', { name: 'Send request' }).click()
  await bob.page.getByRole('button', { name: 'Accept request from Alice' }).click()
  await expect(alice.page.getByRole('row', { name: /Bob/ })).toContainText('Online')
}

/** Lets the track that is sent carry sound, or silence; the microphone goes on either way. */
function sendSound({ page }: Person, carries: boolean): Promise<void> {
  return page.evaluate((enabled) => {
    const { observed: seen } = globalThis as unknown as { observed: { connections: RTCPeerConnection[] } }
    for (const sender of seen.connections.at(-1)!.getSenders()) sender.track!.enabled = enabled
  }, carries)
}

test('two people meet, call by name, talk, mute, hold, learn that nothing is heard, and end', async () => {
  await becomeContacts()

  await alice.page.getByRole('searchbox', { name: 'Name to call' }).fill('bob')
  await alice.page.keyboard.press('Enter')
  await expect(alice.page.getByRole('status').filter({ hasText: 'Ringing' }).first()).toBeVisible()
  await expect(bob.page.getByText('Alice is calling').first()).toBeVisible()
  expect(await observed(bob.page, (seen) => seen.asked)).toBe(0)
  await bob.page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expectSoundBothWays(alice, bob)
  await expect(alice.page.getByText('Direct (same network)')).toBeVisible()
  // The component library's own announcer names rows that are gone by the time axe looks.
  const axe = await new AxeBuilder({ page: alice.page }).exclude('[data-live-announcer]').analyze()
  expect(axe.violations).toEqual([])

  await alice.page.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(bob.page.getByText('Alice is muted')).toBeVisible()
  await expect.poll(() => observed(bob.page, (seen) => seen.loudest())).toBe(0)
  await alice.page.getByRole('button', { name: 'Unmute', exact: true }).click()
  await expect.poll(() => heardLevel(bob.page, alice.frequency)).toBeGreaterThan(HEARD)

  await bob.page.getByRole('button', { name: 'Hold', exact: true }).click()
  await expect(alice.page.getByText('Bob has put you on hold').first()).toBeVisible()
  await bob.page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expectSoundBothWays(alice, bob)

  // Her microphone works, and yet nothing of it gets to him: she is told so before she has said much.
  await sendSound(alice, false)
  const unheard = alice.page.getByRole('alert').filter({ hasText: 'Bob does not hear you' })
  await expect(unheard).toContainText('Only silence arrives', { timeout: 6_000 })
  await expect(bob.page.getByText('does not hear you')).toBeHidden()
  await sendSound(alice, true)
  await expect(unheard).toBeHidden()

  await alice.page.getByRole('button', { name: 'End call' }).click()
  await expectClean(alice.page)
  await expectClean(bob.page)
  await alice.page.getByRole('tab', { name: /Recent/ }).click()
  await expect(alice.page.getByRole('row', { name: /Bob/ }).first()).toContainText('Outgoing')
})

test('a declined call says so and offers to call again; a missed one can be called back', async () => {
  await becomeContacts()
  const call = async (): Promise<void> => {
    await alice.page.getByRole('searchbox', { name: 'Name to call' }).fill('bob')
    await alice.page.keyboard.press('Enter')
    await expect(bob.page.getByText('Alice is calling').first()).toBeVisible()
  }
  await call()
  await bob.page.getByRole('button', { name: 'Decline', exact: true }).click()
  await expect(alice.page.getByRole('button', { name: 'Call again' })).toBeVisible()
  await alice.page.getByRole('button', { name: 'Close', exact: true }).click()

  await call()
  await alice.page.getByRole('button', { name: 'End call' }).click()
  await expect(bob.page).toHaveTitle('(1) Tincan')
  await bob.page.getByRole('tab', { name: /Recent/ }).click()
  await bob.page.getByRole('button', { name: 'Call back Alice' }).first().click()
  await alice.page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expectSoundBothWays(alice, bob)
})

test('a taken name and an unknown name are said where they were typed', async () => {
  await signUp(alice.page, 'Alice')
  await bob.page.getByLabel('Your name').fill('ALICE')
  await bob.page.getByRole('button', { name: 'Continue' }).click()
  await expect(bob.page.getByText('This name belongs to somebody else.')).toBeVisible()
  await expect(bob.page.getByLabel('Your name')).toHaveAttribute('aria-invalid', 'true')
  await alice.page.getByRole('searchbox', { name: 'Name to call' }).fill('nobody here')
  await alice.page.keyboard.press('Enter')
  await expect(
    alice.page.getByRole('alert').filter({ hasText: 'Nobody on this server has that name' }),
  ).toBeVisible()
})
