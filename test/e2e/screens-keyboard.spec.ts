import { expect, type Page } from '@playwright/test'
import { test } from '../support/screens.ts'
import type { FakeHost } from './screens-harness/fake-host.ts'
import type { FakeSession } from './screens-harness/fake-session.ts'

// Everything here is done with the keyboard alone.

async function open(page: Page, scene: string): Promise<void> {
  await page.goto(`/?scene=${scene}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Runs a function on the host and the call session behind the screens. */
function behind<T>(page: Page, run: (harness: { host: FakeHost; session: FakeSession }) => T): Promise<T> {
  return page.evaluate<T>(`(${run.toString()})(globalThis.harness)`)
}

/** Presses Tab until something of this role and name has the focus. */
async function tabTo(page: Page, role: 'button' | 'searchbox' | 'tab' | 'row', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: role !== 'row' }).first()
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${role} "${name}"`)
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Name to call' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('first run: a name, Enter, Start', async ({ page }) => {
  await open(page, 'first-run')
  await expect(page.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type('alice')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Check your microphone' })).toBeVisible()
  await expect(button(page, 'Start')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeVisible()
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['create alice https://call.example.org'])
})

test('first run: a wrong name is said at its field, which has the focus', async ({ page }) => {
  await open(page, 'first-run')
  await page.keyboard.type('!!')
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Your name')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(name).toHaveAccessibleDescription(/This name cannot be used/)
  await expect(name).toBeFocused()
})

test('first run: a refused name keeps what was typed', async ({ page }) => {
  await open(page, 'first-run-taken')
  await page.keyboard.type('bob')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your name')).toHaveAccessibleDescription(/belongs to somebody else/)
  await expect(page.getByLabel('Your name')).toHaveValue('bob')
})

test('first run: a server that asks for a code gets one', async ({ page }) => {
  await open(page, 'first-run-invite')
  await page.keyboard.type('alice')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Invite code')).toBeFocused()
  await page.keyboard.type('abc')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Invite code')).toHaveAccessibleDescription(/invite code is not right/)
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['create alice https://call.example.org abc'])
})

test('first run on the desktop: the server of this computer is chosen, an address can be', async ({
  page,
}) => {
  await open(page, 'first-run-desktop')
  await expect(page.getByRole('radio', { name: /on this computer/ })).toBeChecked()
  await expect(page.getByLabel('Server address')).toBeHidden()
  await page.keyboard.type('alice')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Server address')).toBeFocused()
  await page.keyboard.type('nobody.example')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Server address')).toHaveAccessibleDescription(/does not answer/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('192.168.1.5')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Start')).toBeVisible()
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['create alice http://192.168.1.5:7480'])
})

test('type a name, Enter: it calls, rings, is talked in, is muted, held and ended', async ({ page }) => {
  await open(page, 'rest')
  await tabTo(page, 'searchbox', 'Name to call')
  await page.keyboard.type('BOB')
  await page.keyboard.press('Enter')
  const status = page.getByRole('region', { name: 'Call' }).getByRole('status').first()
  await expect(status).toHaveText('Calling bob')
  await expect(field(page)).toHaveValue('')
  await expect(page).toHaveTitle('Calling bob – Tincan')
  await behind(page, ({ session }) => session.answer(session.state.get().calls[0]!.call.callId))
  await expect(status).toHaveText('In call')
  await expect(page).toHaveTitle('bob – Tincan')
  await expect(button(page, 'Direct (same network)')).toBeVisible()

  // A letter in a field is a letter.
  await page.keyboard.type('mh')
  await expect(field(page)).toHaveValue('mh')
  await expect(button(page, 'Mute')).toBeVisible()
  await page.keyboard.press('Alt+m')
  await expect(button(page, 'Unmute')).toBeVisible()

  await tabTo(page, 'button', 'Unmute')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Mute')).toBeFocused()
  await page.keyboard.press('m')
  await expect(button(page, 'Unmute')).toBeVisible()
  await expect(page.getByText('You are muted')).toBeVisible()
  await page.keyboard.press('m')
  await page.keyboard.press('h')
  await expect(status).toHaveText('On hold')
  await page.keyboard.press('h')
  await expect(status).toHaveText('In call')

  await tabTo(page, 'button', 'End call')
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { name: 'Who would you like to call?' })
  await expect(heading).toBeFocused()
  await expect(page).toHaveTitle('(2) Tincan')
})

test('Escape gives up a call that is not answered, but leaves a dialog first', async ({ page }) => {
  await open(page, 'ringing')
  await expect(page.getByRole('status').filter({ hasText: 'Ringing' })).toBeVisible()
  await tabTo(page, 'button', 'Preferences')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(button(page, 'End call')).toBeVisible()
  await expect(button(page, 'Preferences')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Who would you like to call?' })).toBeVisible()
})

test('an incoming call does not take the focus, is announced, and is accepted by Alt A while typing', async ({
  page,
}) => {
  await open(page, 'rest')
  await tabTo(page, 'searchbox', 'Name to call')
  await page.keyboard.type('mi')
  await behind(page, ({ session }) => void session.ring('bob'))
  await expect(page.getByRole('alert')).toHaveText(/bob is calling. Alt A accepts/)
  await expect(page).toHaveTitle('bob is calling – Tincan')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('ka')
  await expect(field(page)).toHaveValue('mika')
  await page.keyboard.press('Alt+a')
  await expect(page.getByRole('status').filter({ hasText: 'In call' })).toBeVisible()
  await expect(field(page)).toBeFocused()
})

test('the buttons of an incoming call are reached with Tab, also while a dialog is open', async ({
  page,
}) => {
  await open(page, 'rest')
  await tabTo(page, 'button', 'Preferences')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Preferences' })).toBeVisible()
  await behind(page, ({ session }) => void session.ring('bob'))
  // A reader finds it although the dialog is modal.
  await expect(button(page, 'Accept')).toBeVisible()
  await page.keyboard.press('Alt+d')
  await expect(button(page, 'Accept')).toBeHidden()
  await expect(page.getByRole('dialog', { name: 'Preferences' })).toBeVisible()
  await page.keyboard.press('Escape')
  await behind(page, ({ session }) => void session.ring('mika'))
  await tabTo(page, 'button', 'Accept')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'mika', level: 1 })).toBeFocused()
})

test('in a call, a second one is held and answered, or ignored and taken later', async ({ page }) => {
  await open(page, 'active')
  await behind(page, ({ session }) => void session.ring('mika'))
  await expect(page.getByRole('alert')).toHaveText(/Alt A holds your call and answers/)
  await page.keyboard.press('Alt+i')
  await expect(page.getByText('mika is still calling, silently')).toBeVisible()
  await tabTo(page, 'button', 'Answer mika')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'mika', level: 1 })).toBeVisible()
  await tabTo(page, 'button', 'Resume call with bob')
})

test('the list is walked with arrows: open a person, call from a row, use its menu', async ({ page }) => {
  await open(page, 'rest')
  await tabTo(page, 'searchbox', 'Name to call')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row', { name: /^bob/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'bob', level: 1 })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row', { name: /^Grace Hopper/ })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(button(page, 'More about Grace Hopper')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Block' }).press('Enter')
  await expect(page.getByRole('row', { name: /Grace Hopper, Blocked/ })).toBeVisible()
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['block Grace Hopper'])
})

test('a request is accepted, and missed calls are seen and called back', async ({ page }) => {
  await open(page, 'requests')
  await expect(page).toHaveTitle('(2) Tincan')
  await tabTo(page, 'button', 'Accept request from trent')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /^trent, Online/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Contacts' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: /Recent/ })).toBeFocused()
  await expect(page).toHaveTitle('Tincan')
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['accept trent', 'seen'])
  await tabTo(page, 'row', 'bob, Missed')
  // The first of its buttons tells what happened in the call.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(button(page, 'Call back bob').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Calling bob' })).toBeVisible()
})

test('a call to a changed key is refused with a way out: trust it after a question', async ({ page }) => {
  await open(page, 'rest')
  await tabTo(page, 'searchbox', 'Name to call')
  await page.keyboard.type('José')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('alert').filter({ hasText: 'The key of this person has changed' }),
  ).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', 'Trust the new key')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expect(button(page, 'Cancel')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  expect(await behind(page, ({ host }) => host.asked)).toEqual(['trust José Álvarez'])
})

test('the language and the theme change at once', async ({ page }) => {
  await open(page, 'rest')
  await behind(page, ({ host }) => host.settings.update({ language: 'ko', theme: 'dark' }))
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('누구에게 전화할까요?')
})

test('a failed call says why and calls again', async ({ page }) => {
  await open(page, 'ended-failed')
  await expect(page.getByRole('heading', { name: 'No way to bob was found' })).toBeVisible()
  await tabTo(page, 'button', 'Call again')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Calling bob' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'bob', level: 1 })).toBeFocused()
})
