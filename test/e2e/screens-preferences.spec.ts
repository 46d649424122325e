import { expect, type Locator, type Page } from '@playwright/test'
import type { Catalogue } from '../../src/renderer/i18n/catalogue.ts'
import type { ShellCommand } from '../../src/shared/host.ts'
import { PublicKey, UserName } from '../../src/shared/ids.ts'
import { lookAt, NARROW, showScene, takePicture, VARIANTS, type Variant } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import { PASSPHRASE } from './screens-harness/fake-desktop.ts'
import { fill, texts, type Picture } from './screens-texts.ts'

// A page is told the names of speakers only together with those of microphones.
test.use({ permissions: ['microphone'] })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const press = (page: Page, name: string): Promise<void> => button(page, name).first().click()

type PageName = Exclude<keyof Catalogue['preferences']['pages'], never> | 'general' | 'calls' | 'sound'
const pageTitle = (page: PageName, { settings, preferences }: Catalogue): string =>
  page === 'general' || page === 'calls' || page === 'sound' ? settings[page] : preferences.pages[page]
async function openPage(page: Page, wanted: PageName, catalogue: Catalogue): Promise<void> {
  const title = pageTitle(wanted, catalogue)
  await page.getByRole('tab', { name: title, exact: true }).click()
  await expect(page.getByRole('tabpanel', { name: title, exact: true })).toBeVisible()
}

/** Lets the preferences be as high as they would like to be, so that the whole of a page is seen. */
function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    const modal = document.querySelector<HTMLElement>('.modal')
    if (modal) Object.assign(modal.style, { height: 'auto', maxHeight: 'none' })
  })
}
const WHOLE: Readonly<Record<string, Variant>> = Object.fromEntries(
  Object.entries(VARIANTS).map(([name, variant]) => [
    name,
    { ...variant, size: { width: variant.size.width, height: variant.size === NARROW ? 2_200 : 1_500 } },
  ]),
)

const PAGES: readonly PageName[] = [
  'general',
  'account',
  'calls',
  'shortcuts',
  'notifications',
  'advanced',
  'about',
]
for (const [suffix, variant] of Object.entries(WHOLE)) {
  test(`every page, whole, ${suffix}`, async ({ page }) => {
    const catalogue = texts(variant.language)
    const complaints = await showScene(page, 'desktop-keys', variant)
    await press(page, catalogue.people.settings)
    for (const name of PAGES) {
      await openPage(page, name, catalogue)
      if (name === 'account') await press(page, catalogue.preferences.account.showCode)
      if (name === 'about') {
        await page.getByRole('tabpanel').getByRole('searchbox').fill('react')
        await page.getByRole('button', { name: /^react-dom/ }).click()
      }
      await unfold(page)
      await lookAt(page, `preferences-${name}-${suffix}`, variant, complaints)
    }
  })
}

test('in a narrow window the chosen page stands in the middle of the row', async ({ page }) => {
  const catalogue = texts('en')
  await showScene(page, 'desktop-keys', VARIANTS['narrow']!)
  await openPreferences(page, 'sound', catalogue)
  const tab = page.getByRole('tab', { name: catalogue.settings.sound, exact: true })
  const middle = async (locator: Locator): Promise<number> => {
    const box = await locator.boundingBox()
    return box === null ? NaN : box.x + box.width / 2
  }
  const row = await middle(page.getByRole('tablist', { name: catalogue.settings.tabs }))
  await expect.poll(async () => Math.abs((await middle(tab)) - row)).toBeLessThan(2)
})

async function openPreferences(page: Page, wanted: PageName, catalogue: Catalogue): Promise<void> {
  await press(page, catalogue.people.settings)
  await openPage(page, wanted, catalogue)
}
/** Opens the import, and chooses the file. */
async function choose(page: Page, catalogue: Catalogue): Promise<void> {
  await openPreferences(page, 'account', catalogue)
  await press(page, catalogue.preferences.account.import)
  await press(page, catalogue.preferences.identity.choose)
}
/** Asks the screens for something, as the tray or a link does. */
const command = (page: Page, wanted: ShellCommand): Promise<void> =>
  page.evaluate((asked) => globalThis.harness.host.desktop?.command(asked), wanted)
const bob = UserName.parse('bob')
const newcomer = UserName.parse('김하늘')
const otherKey = PublicKey.parse(`x${'y'.repeat(41)}8`)

const DIALOGS: Readonly<Record<string, Picture>> = {
  export: {
    scene: 'desktop',
    async steps(page, catalogue) {
      const { account, identity } = catalogue.preferences
      await openPreferences(page, 'account', catalogue)
      await press(page, account.export)
      await page.getByLabel(identity.passphrase, { exact: true }).fill('two cans and')
      await expect(page.getByText(identity.fair)).toBeVisible()
    },
  },
  'export-different': {
    scene: 'desktop',
    async steps(page, catalogue) {
      const { account, identity } = catalogue.preferences
      await openPreferences(page, 'account', catalogue)
      await press(page, account.export)
      await page.getByText(identity.show).click()
      await page.getByLabel(identity.passphrase, { exact: true }).fill('two cans and a piece of string')
      await page.getByLabel(identity.again).fill('two cans and a peace of string')
      await press(page, identity.save)
      await expect(page.getByText(identity.different)).toBeVisible()
    },
  },
  'import-wrong': {
    scene: 'desktop',
    async steps(page, catalogue) {
      const { identity } = catalogue.preferences
      await choose(page, catalogue)
      await page.getByLabel(identity.passphrase, { exact: true }).fill('correct horse')
      await press(page, identity.unlock)
      await expect(page.getByText(catalogue.errors['identity-passphrase-wrong'].title)).toBeVisible()
    },
  },
  'import-replacing': {
    scene: 'desktop-replacing',
    async steps(page, catalogue) {
      const { identity } = catalogue.preferences
      await choose(page, catalogue)
      await page.getByLabel(identity.passphrase, { exact: true }).fill(PASSPHRASE)
      await press(page, identity.unlock)
      await expect(button(page, identity.replace)).toBeVisible()
    },
  },
  'import-damaged': {
    scene: 'desktop-broken-file',
    async steps(page, catalogue) {
      await choose(page, catalogue)
      await expect(page.getByText(catalogue.errors['identity-file-damaged'].title)).toBeVisible()
    },
  },
  reset: {
    scene: 'desktop',
    async steps(page, catalogue) {
      const { advanced } = catalogue.preferences
      await openPreferences(page, 'advanced', catalogue)
      await press(page, advanced.reset)
      await page.getByLabel(fill(advanced.resetType, 'alice')).fill('alice')
      await expect(button(page, advanced.resetConfirm)).toBeEnabled()
    },
  },
  'cheat-sheet': {
    scene: 'desktop-keys',
    steps: (page, { shortcuts }) => press(page, shortcuts.sheet.heading),
  },
  'link-call': {
    scene: 'desktop',
    steps: (page) => command(page, { type: 'ask-dial', name: bob, server: 'https://call.example.org' }),
  },
  'link-add': {
    scene: 'desktop',
    steps: (page) => command(page, { type: 'ask-add', name: newcomer, server: null, key: null }),
  },
  'link-other-key': {
    scene: 'desktop',
    async steps(page, { people, links }) {
      await command(page, { type: 'ask-add', name: newcomer, server: null, key: otherKey })
      await press(page, people.addSend)
      await expect(page.getByText(links.otherKeyTitle)).toBeVisible()
    },
  },
  'link-other-server': {
    scene: 'desktop',
    steps: (page) => command(page, { type: 'ask-dial', name: newcomer, server: 'https://talk.example.net' }),
  },
}
async function openWhole(page: Page, wanted: PageName, catalogue: Catalogue): Promise<void> {
  await press(page, catalogue.people.settings)
  await unfold(page)
  await openPage(page, wanted, catalogue)
}
const openGeneral = (page: Page, catalogue: Catalogue): Promise<void> => openWhole(page, 'general', catalogue)
const openShortcuts = (page: Page, catalogue: Catalogue): Promise<void> =>
  openWhole(page, 'shortcuts', catalogue)
/** Presses the button of an action's key, and then a key. */
async function record(page: Page, { shortcuts }: Catalogue, key: string): Promise<void> {
  const name = shortcuts.record.replace('{action}', shortcuts.actions['toggle-mute'])
  await page.getByRole('button', { name }).first().click()
  await expect(page.getByText(shortcuts.listening)).toBeVisible()
  await page.keyboard.press(key)
}

/** States of the pages. */
const STATES: Readonly<Record<string, Picture>> = {
  'update-available': { scene: 'desktop-update-available', steps: openGeneral },
  'update-downloading': { scene: 'desktop-update-downloading', steps: openGeneral },
  'update-failed': { scene: 'desktop-update-failed', steps: openGeneral },
  'update-elsewhere': { scene: 'desktop-update-elsewhere', steps: openGeneral },
  'update-in-call': {
    scene: 'desktop-update-ready',
    async steps(page, catalogue) {
      await openGeneral(page, catalogue)
      // The same is offered beside the list of people.
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: catalogue.preferences.updates.restart, exact: true }).click()
      await expect(page.getByText(catalogue.errors['update-in-call'].title)).toBeVisible()
    },
  },
  'shortcut-taken': {
    scene: 'desktop',
    async steps(page, catalogue) {
      await openShortcuts(page, catalogue)
      await record(page, catalogue, 'Alt+KeyE')
      await expect(button(page, catalogue.shortcuts.useHere)).toBeVisible()
    },
  },
  'shortcut-listening': {
    scene: 'desktop',
    async steps(page, catalogue) {
      // It is held since the picture before.
      await page.keyboard.up('Control')
      await openShortcuts(page, catalogue)
      const name = catalogue.shortcuts.record.replace('{action}', catalogue.shortcuts.actions.answer)
      await page.getByRole('button', { name }).first().click()
      await page.keyboard.down('Control')
      await expect(page.getByText('Left Ctrl + …')).toBeVisible()
    },
  },
  'shortcuts-portal': { scene: 'desktop-portal', steps: openShortcuts },
  'shortcuts-no-hook': { scene: 'desktop-no-hook', steps: openShortcuts },
  'shortcuts-not-permitted': { scene: 'desktop-not-permitted', steps: openShortcuts },
  'shortcuts-browser': { scene: 'rest', steps: openShortcuts },
  'calls-quiet': {
    scene: 'desktop-quiet',
    steps: (page, catalogue) => openPreferences(page, 'calls', catalogue),
  },
  'update-notice': { scene: 'desktop-update-ready' },
  'first-run-import': {
    scene: 'desktop-first-run',
    async steps(page, { preferences }) {
      await press(page, preferences.identity.firstRun)
      await press(page, preferences.identity.choose)
    },
  },
}
const TALL: Variant['size'] = { width: 1080, height: 1_500 }
for (const [name, picture] of Object.entries({ ...DIALOGS, ...STATES })) {
  test(`${name}: light, and narrow, Korean and dark at once`, async ({ page }) => {
    const isTall = /^(shortcut|update-(?!notice))/.test(name)
    const size = isTall ? TALL : VARIANTS['light']!.size
    const small = isTall ? { ...NARROW, height: 2_200 } : NARROW
    const take = (suffix: string, variant: Variant): Promise<void> =>
      takePicture(page, picture, `preferences-${name}-${suffix}`, variant)
    await take('light', { theme: 'light', language: 'en', size })
    await take('narrow-korean-dark', { theme: 'dark', language: 'ko', size: small })
  })
}

test.describe('on a Mac', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/156.0.0.0',
  })
  test('the cheat sheet has the signs of its keys', async ({ page }) => {
    const picture = DIALOGS['cheat-sheet']!
    await takePicture(page, picture, 'preferences-cheat-sheet-mac', VARIANTS['light']!)
    const line = page.getByRole('dialog').getByText('Preferences', { exact: true }).locator('..')
    await expect(line).toContainText('⌘,')
  })
})
