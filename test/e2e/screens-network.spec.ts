import { expect, type Page } from '@playwright/test'
import type { Catalogue } from '../../src/renderer/i18n/catalogue.ts'
import { STUN_ERROR_CODES } from '../../src/renderer/features/diagnostics/fault-text.ts'
import { NO_TIMES, type RowFault, type Verdict } from '../../src/renderer/media/doctor/doctor.ts'
import type { DnsFault, ReachFault, TlsFault } from '../../src/shared/network/probe.ts'
import { NARROW, takePicture, VARIANTS, WIDE, type Variant } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import type { FakeDoctor } from './screens-harness/fake-doctor.ts'
import type { FakeHost } from './screens-harness/fake-host.ts'
import { texts, type Picture } from './screens-texts.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const press = (page: Page, name: string): Promise<void> => button(page, name).first().click()

async function openNetwork(page: Page, { people, settings }: Catalogue): Promise<void> {
  await press(page, people.settings)
  await page.getByRole('tab', { name: settings.network, exact: true }).click()
  await expect(page.getByRole('tabpanel', { name: settings.network, exact: true })).toBeVisible()
}

/** Lets the preferences be as high as they would like to be, so that the whole of them is seen. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    const modal = document.querySelector<HTMLElement>('.modal')
    if (modal) Object.assign(modal.style, { height: 'auto', maxHeight: 'none' })
  })
}

const WHOLE: Readonly<Record<string, Variant>> = {
  light: { ...VARIANTS['light']!, size: { width: WIDE.width, height: 2_900 } },
  dark: { ...VARIANTS['dark']!, size: { width: WIDE.width, height: 2_900 } },
  korean: { ...VARIANTS['korean']!, size: { width: WIDE.width, height: 2_900 } },
  narrow: { ...VARIANTS['narrow']!, size: { width: NARROW.width, height: 4_300 } },
}
const WHOLE_SCENES = [
  'network-empty',
  'network-servers',
  'network-no-relay',
  'doctor-good',
  'doctor-mixed',
  'doctor-bad',
  'doctor-hidden',
  'doctor-running',
  'doctor-cancelled',
]

for (const scene of WHOLE_SCENES) {
  test(`${scene}, whole: light, dark, Korean and narrow`, async ({ page }) => {
    const steps = async (shown: Page, catalogue: Catalogue): Promise<void> => {
      await openNetwork(shown, catalogue)
      const experts = shown.getByRole('button', { name: catalogue.network.nat.experts })
      if (await experts.isVisible()) await experts.click()
      await unfold(shown)
    }
    for (const [suffix, variant] of Object.entries(WHOLE)) {
      await takePicture(page, { scene, steps }, `${scene}-whole-${suffix}`, variant)
    }
  })
}

const PICTURES: Readonly<Record<string, Picture>> = {
  'network-preferences': { scene: 'doctor-good', steps: openNetwork },
  'network-add-error': {
    scene: 'network-servers',
    async steps(page, catalogue) {
      const { servers, form } = catalogue.network
      await openNetwork(page, catalogue)
      await press(page, servers.add)
      const uri = page.getByRole('textbox', { name: form.uri, exact: true })
      await uri.fill('turn://turn.example.org')
      await press(page, form.saveAdd)
      await expect(uri).toHaveAttribute('aria-invalid', 'true')
    },
  },
  'network-edit-unprotected': {
    scene: 'network-unprotected',
    async steps(page, catalogue) {
      const { servers } = catalogue.network
      await openNetwork(page, catalogue)
      await press(page, servers.more.replace('{uri}', 'turn:turn.example.org:3478'))
      await page.getByRole('menuitem', { name: servers.editShort }).click()
      await expect(page.getByRole('dialog', { name: catalogue.network.form.editHeading })).toBeVisible()
    },
  },
  'network-paste': {
    scene: 'network-empty',
    async steps(page, catalogue) {
      const { servers, paste } = catalogue.network
      await openNetwork(page, catalogue)
      await press(page, servers.paste)
      await page
        .getByLabel(paste.field)
        .fill(
          'stun:stun.example.org\nturn:turn.example.org:3478 alice s3cret\nturns:relay.example.org\nturn:a.example:99999',
        )
      await expect(page.getByText(paste.refused)).toBeVisible()
    },
  },
  'network-menu': {
    scene: 'network-servers',
    async steps(page, catalogue) {
      await openNetwork(page, catalogue)
      await press(page, catalogue.network.servers.more.replace('{uri}', 'turn:turn.example.org:3478'))
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  'person-without-relay': {
    scene: 'network-no-relay',
    async steps(page) {
      await page
        .getByRole('row', { name: 'bob' })
        .first()
        .click({ position: { x: 60, y: 20 } })
      await expect(page.getByRole('heading', { name: 'bob', level: 1 })).toBeVisible()
    },
  },
}

for (const [name, picture] of Object.entries(PICTURES)) {
  test(`${name}: light, dark, Korean and narrow`, async ({ page }) => {
    for (const [suffix, variant] of Object.entries(VARIANTS)) {
      await takePicture(page, picture, `${name}-${suffix}`, variant)
    }
  })
}

test('network preferences: high contrast, forced colours, 200 % zoom, narrow Korean dark', async ({
  page,
}) => {
  const picture: Picture = { scene: 'doctor-mixed', steps: openNetwork }
  const take = (suffix: string, variant: Variant): Promise<void> =>
    takePicture(page, picture, `network-preferences-${suffix}`, variant)
  const light: Variant = { theme: 'light', language: 'en', size: WIDE }
  await take('narrow-korean-dark', { theme: 'dark', language: 'ko', size: NARROW })
  await take('zoom', { ...light, size: { width: WIDE.width / 2, height: WIDE.height / 2 } })
  await page.emulateMedia({ contrast: 'more' })
  await take('contrast', { ...light, theme: 'dark' })
  await page.emulateMedia({ contrast: null, forcedColors: 'active' })
  await take('forced', light)
})

/** Runs a function on the host and the doctor behind the screens. */
function behind<T>(page: Page, run: (harness: { host: FakeHost; doctor: FakeDoctor }) => T): Promise<T> {
  return page.evaluate<T>(`(${run.toString()})(globalThis.harness)`)
}

const asked = (page: Page): Promise<readonly string[]> => behind(page, ({ host }) => host.asked)

const VERDICTS: Readonly<Record<Verdict, 'good' | 'fair' | 'bad'>> = {
  'direct-and-relay': 'good',
  'hidden-by-relay': 'good',
  'strict-with-relay': 'fair',
  'strict-without-relay': 'bad',
  'direct-only': 'fair',
  'relay-broken': 'fair',
  'relay-only': 'fair',
  'lan-only': 'bad',
  offline: 'bad',
  'hidden-without-relay': 'bad',
}

for (const language of ['en', 'ko'] as const) {
  test(`every verdict has its tone and its words (${language})`, async ({ page }) => {
    const catalogue = texts(language)
    await page.goto(`/?scene=doctor-good&language=${language}`)
    await openNetwork(page, catalogue)
    const card = page.locator('.verdict')
    for (const [verdict, tone] of Object.entries(VERDICTS) as [Verdict, string][]) {
      await page.evaluate((next) => {
        globalThis.harness.doctor.state.update((now) => ({ ...now, verdict: next }))
      }, verdict)
      const { title, text } = catalogue.network.verdict[verdict]
      await expect(card.getByRole('status')).toHaveText(`${title}${text}`)
      await expect(card).toHaveAttribute('data-tone', tone)
      await card.screenshot({ path: `test-results/screens/verdict-${verdict}-${language}.png` })
    }
  })
}

test('every fault is said in words, with what to do, the number of the error and the words of the server', async ({
  page,
}) => {
  const { network } = texts('en')
  await page.goto('/?scene=doctor-good')
  await openNetwork(page, texts('en'))
  const show = (fault: RowFault): Promise<void> =>
    page.evaluate(
      (bad) => {
        globalThis.harness.doctor.state.update((now) => ({
          ...now,
          rows: now.rows.slice(0, 1).map((row) => ({ ...row, transports: [bad] })),
        }))
      },
      { status: 'bad', transport: 'udp', times: NO_TIMES, fault } as const,
    )
  const result = page
    .getByRole('list', { name: 'Results for turn:turn.example.org:3478' })
    .locator(':scope > li')
  const says = async (text: { readonly text: string; readonly action: string }): Promise<void> => {
    await expect(result).toContainText('Does not work')
    await expect(result).toContainText(text.text)
    await expect(result).toContainText(`What to do: ${text.action}`)
  }
  for (const code of STUN_ERROR_CODES) {
    await show({ kind: 'stun-error', code, text: 'Said So' })
    await says(network.stunError[code])
    await expect(result).toContainText(`STUN error ${code}. The server says: Said So`)
  }
  await show({ kind: 'stun-error', code: 599, text: '' })
  await says(network.stunError.other)
  await expect(result).toContainText('STUN error 599')
  for (const [fault, text] of Object.entries(network.dnsFault)) {
    await show({ kind: 'dns', fault: fault as DnsFault })
    await says(text)
  }
  for (const [fault, text] of Object.entries(network.reachFault)) {
    await show({ kind: 'reach', fault: fault as ReachFault })
    await says(text)
  }
  for (const [fault, text] of Object.entries(network.tlsFault)) {
    await show({ kind: 'tls', fault: fault as TlsFault })
    await says(text)
  }
  await show({ kind: 'no-answer' })
  await says(network.otherFault['no-answer'])
  await show({ kind: 'time-out' })
  await says(network.otherFault['time-out'])
  await show({ kind: 'no-echo' })
  await says(network.otherFault['no-echo'])
  await show({ kind: 'host', error: { code: 'secrets-unreadable' } })
  await expect(result).toContainText(texts('en').errors['secrets-unreadable'].title)
})

test.describe('with the keyboard alone', () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    )
  const tabTo = async (page: Page, name: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses++) {
      if ((await focused(page)).trim() === name) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to "${name}", but to "${await focused(page)}"`)
  }
  const openByKeys = async (page: Page, scene: string): Promise<void> => {
    await page.goto(`/?scene=${scene}`)
    await tabTo(page, 'Preferences')
    await page.keyboard.press('Enter')
    await tabTo(page, 'General')
    for (let presses = 0; presses < 9 && (await focused(page)) !== 'Network'; presses++) {
      await page.keyboard.press('ArrowDown')
    }
    await expect(page.getByRole('tab', { name: 'Network' })).toHaveAttribute('aria-selected', 'true')
  }
  /** From the button of a menu, which has the focus. */
  const chooseInMenu = async (page: Page, item: string): Promise<void> => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    while ((await focused(page)) !== item) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeHidden()
  }
  const rows = (page: Page) =>
    page.getByRole('list', { name: 'Your servers' }).locator('.server-uri').allTextContents()

  test('a server is added after its faults are corrected, and tested at once', async ({ page }) => {
    await openByKeys(page, 'network-empty')
    await tabTo(page, 'Add server')
    await page.keyboard.press('Enter')
    const address = page.getByRole('textbox', { name: 'Address' })
    await expect(address).toBeFocused()
    await page.keyboard.type('turn:turn.example.org:99999')
    await page.keyboard.press('Enter')
    await expect(address).toHaveAccessibleDescription('A port is a number from 1 to 65535.')
    await expect(address).toBeFocused()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('turn:turn.example.org')
    await expect(address).toHaveAccessibleDescription(
      'A relay at turn.example.org, port 3478, over UDP + TCP.',
    )
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'User name' })).toBeFocused()
    await page.keyboard.type('alice')
    await page.keyboard.press('Enter')
    const secret = page.getByLabel('Secret')
    await expect(secret).toBeFocused()
    await expect(secret).toHaveAttribute('type', 'password')
    await page.keyboard.type('s3cret')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Add a server' })).toBeHidden()
    expect(await rows(page)).toEqual(['turn:turn.example.org'])
    await expect(page.getByText('User name alice · Secret kept in the keychain')).toBeVisible()
    expect((await asked(page)).map((what) => what.replace(/^test .*/, 'test it'))).toEqual([
      'servers turn:turn.example.org',
      'test it',
    ])
    expect(await page.content()).not.toContain('s3cret')
  })

  test('servers are moved by their buttons and by Alt with the arrows, and the focus goes along', async ({
    page,
  }) => {
    await openByKeys(page, 'network-servers')
    const [first, second, ...others] = await rows(page)
    await tabTo(page, `Move ${first} down`)
    await page.keyboard.press('Enter')
    await expect.poll(() => rows(page)).toEqual([second, first, ...others])
    await expect(page.getByText(`${first} is now number 2 of 4`)).toBeAttached()
    expect(await focused(page)).toBe(`Move ${first} down`)
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => rows(page)).toEqual([first, second, ...others])
    expect(await focused(page)).toBe(`Move ${first} down`)
    await page.keyboard.press('Alt+ArrowUp')
    await tabTo(page, `Move ${second} up`)
    await page.keyboard.press('Enter')
    await expect.poll(() => rows(page)).toEqual([second, first, ...others])
    // Up goes no further, so the next button of the row has the keyboard.
    expect(await focused(page)).toBe(`Move ${second} down`)
    // From the button of the menu too, which would open with an arrow.
    await tabTo(page, `More about ${second}`)
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => rows(page)).toEqual([first, second, ...others])
    await expect(page.getByRole('menu')).toBeHidden()
    expect(await focused(page)).toBe(`More about ${second}`)
  })

  test('a server is switched off, tested, edited without its secret, and removed after a question', async ({
    page,
  }) => {
    await openByKeys(page, 'network-servers')
    const uri = 'turn:turn.example.org:3478'
    const saved = (): Promise<readonly { enabled: boolean; hasSecret: boolean; uri: string }[]> =>
      page.evaluate(async () => (await globalThis.harness.host.state()).iceServers)
    await tabTo(page, `More about ${uri}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect.poll(async () => (await saved())[0]?.enabled).toBe(false)
    const tests = async () => (await asked(page)).filter((what) => what.startsWith('test'))
    expect(await tests()).toEqual([])
    await page.keyboard.press('Space')
    await expect.poll(tests).toEqual(['test 01'])
    await page.keyboard.press('Shift+Tab')
    await chooseInMenu(page, 'Test')
    expect(await tests()).toEqual(['test 01', 'test 01'])
    await chooseInMenu(page, 'Edit')
    await expect(page.getByLabel('Secret')).toHaveAccessibleDescription(
      'Leave it empty to keep the present one.',
    )
    await page.keyboard.press('End')
    await page.keyboard.type('?transport=udp')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Edit the server' })).toBeHidden()
    expect((await saved())[0]).toMatchObject({ uri: `${uri}?transport=udp`, hasSecret: true })
    await tabTo(page, `More about ${uri}?transport=udp`)
    await chooseInMenu(page, 'Remove …')
    const question = page.getByRole('alertdialog')
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(question).toBeHidden()
    expect(await rows(page)).toHaveLength(3)
    await expect(button(page, 'Add server')).toBeFocused()
  })

  test('what is pasted is shown, completed and added; and is given away without secrets', async ({
    page,
  }) => {
    await openByKeys(page, 'network-empty')
    await tabTo(page, 'Paste settings …')
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'Text to read' })
    await expect(field).toBeFocused()
    await page.keyboard.insertText(
      '[{"urls":["turn:a.example","stun:b.example"]},{"urls":"turn://c.example"}]',
    )
    await expect(page.getByText('needs a user name and a secret')).toBeVisible()
    await expect(page.getByText('Leave out the two slashes')).toBeVisible()
    await expect(button(page, 'Add 2 servers')).toBeDisabled()
    await page.keyboard.press('Tab')
    await page.keyboard.type('alice')
    await page.keyboard.press('Tab')
    await page.keyboard.type('s3cret')
    await page.keyboard.press('Enter')
    await expect.poll(() => rows(page)).toEqual(['turn:a.example', 'stun:b.example'])
    expect((await asked(page)).at(-1)).toBe('test all')

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await tabTo(page, 'Export without secrets')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Copied. The secrets are not in it.')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(JSON.parse(copied)).toEqual({
      iceServers: [{ urls: ['turn:a.example'], username: 'alice' }, { urls: ['stun:b.example'] }],
    })
    await tabTo(page, 'Export without secrets')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toBe('tincan-servers.json')
  })

  test('everything is tested, cancelled, and tested again when the policy or the network changes', async ({
    page,
  }) => {
    await openByKeys(page, 'doctor-good')
    await tabTo(page, 'Test all')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: 'Testing …' })).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Progress of the test' })).toBeVisible()
    // One button in one place.
    await expect(button(page, 'Cancel')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('The test was cancelled')).toBeVisible()
    await page.getByRole('radio', { name: 'Automatic' }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: 'Hide my IP' })).toBeChecked()
    await expect.poll(() => asked(page)).toEqual(['test all', 'cancel test', 'settings', 'test all'])
    await behind(page, ({ host }) => host.changeNetwork())
    expect((await asked(page)).slice(4)).toEqual(['test all'])
  })

  test('a call that its relay refused leads to the preferences', async ({ page }) => {
    await page.goto('/?scene=ended-relay')
    await tabTo(page, 'Open network preferences')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: 'Network' })).toHaveAttribute('aria-selected', 'true')
  })

  test('a person can be called through relays only, and a missing relay leads to the preferences', async ({
    page,
  }) => {
    await page.goto('/?scene=network-empty')
    await tabTo(page, 'Preferences')
    await page.getByRole('row', { name: /^bob/ }).press('Enter')
    const choice = page.getByRole('button', { name: /How calls with bob find their way/ })
    await choice.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(choice).toContainText('Hide my IP (relay only)')
    await expect(page.getByText('There is no relay, so bob cannot be called')).toBeVisible()
    await tabTo(page, 'Open network preferences')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: 'Network' })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Escape')
    await expect(button(page, 'Open network preferences')).toBeFocused()
  })
})
