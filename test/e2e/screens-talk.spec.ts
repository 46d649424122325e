import { expect, type Page } from '@playwright/test'
import type { Catalogue } from '../../src/renderer/i18n/catalogue.ts'
import { NARROW, takePicture, VARIANTS, type Variant } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import { texts, type Picture } from './screens-texts.ts'

// How I talk, and what is done to my voice: the controls and notices of a call, and the preferences over a microphone
// that beeps.

test.use({ permissions: ['microphone'] })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

async function openSound(page: Page, { people, settings }: Catalogue): Promise<void> {
  await button(page, people.settings).click()
  await page.getByRole('tab', { name: settings.sound, exact: true }).click()
}
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const IN_CALL: Readonly<Record<string, Picture>> = {
  'talks-muted': { scene: 'talks-muted' },
  'silent-microphone': {
    scene: 'silent-microphone',
    async steps(page, { devices }) {
      await button(page, devices.silent.openSystem).click()
      expect(await page.evaluate(() => harness.host.asked)).toContain('microphone page')
    },
  },
  'key-up': { scene: 'key-up' },
  'deafened-device-moved': { scene: 'deafened-device-moved' },
}
const PREFERENCES: Readonly<Record<string, Picture>> = {
  'settings-talk-voice': {
    scene: 'rest',
    async steps(page, catalogue) {
      const { talk } = catalogue
      await openSound(page, catalogue)
      await choose(page, talk.mode, talk.voice)
      await button(page, talk.check).click()
      // The microphone beeps every second: louder than any threshold that follows its silence.
      await expect(page.locator('.gate-meter[data-open]')).toBeVisible()
      await page.getByRole('switch', { name: talk.automatic }).press('Space')
      await page.getByRole('slider', { name: talk.threshold }).fill('-30')
      await page.getByRole('heading', { name: talk.heading, exact: true }).scrollIntoViewIfNeeded()
      // Only the page of the preferences scrolls, and not the dialog around it.
      await expect(page.locator('.dialog-head')).toBeInViewport({ ratio: 1 })
    },
  },
  'settings-talk-processing': {
    scene: 'rest',
    async steps(page, catalogue) {
      const { processing } = catalogue.talk
      await openSound(page, catalogue)
      await choose(page, processing.preset, processing['noisy-room'])
      await expect(page.getByRole('button', { name: processing.noise })).toContainText(processing.rnnoise)
      await button(page, processing.record).click()
      await expect(page.getByText(processing.recording)).toBeVisible()
      await button(page, processing.recordingStop).click()
      const raw = page.getByRole('radio', { name: processing.raw })
      await raw.click()
      await expect(raw).toBeChecked()
      await page.getByText(processing.compareHint).scrollIntoViewIfNeeded()
    },
  },
  'settings-talk-connection': {
    scene: 'desktop-keys',
    async steps(page, catalogue) {
      await openSound(page, catalogue)
      await page.getByText(catalogue.codec.smallBuffersHint).scrollIntoViewIfNeeded()
    },
  },
}

for (const [name, picture] of Object.entries(PREFERENCES)) {
  test(`${name}: light, dark, Korean and narrow`, async ({ page }) => {
    for (const [suffix, variant] of Object.entries(VARIANTS)) {
      await takePicture(page, picture, `${name}-${suffix}`, variant)
    }
  })
}

for (const [name, picture] of Object.entries(IN_CALL)) {
  test(`${name}: light, and narrow, Korean and dark at once`, async ({ page }) => {
    const small: Variant = { theme: 'dark', language: 'ko', size: NARROW }
    await takePicture(page, picture, `${name}-light`, VARIANTS['light']!)
    await takePicture(page, picture, `${name}-narrow-korean-dark`, small)
  })
}

test('the talk key works in a browser that has the focus, unless somebody types', async ({ page }) => {
  await page.goto('/?scene=key-up&theme=light&language=en')
  const { talk } = texts('en')
  const waits = page.getByText(talk.call.keyUp)
  await expect(waits).toBeVisible()
  await page.keyboard.down('Backquote')
  await expect(waits).toBeHidden()
  await page.keyboard.up('Backquote')
  await expect(waits).toBeVisible()

  await page.keyboard.down('Backquote')
  await expect(waits).toBeHidden()
  // A window without the focus is not told that the key went up.
  await page.evaluate(() => dispatchEvent(new Event('blur')))
  await expect(waits).toBeVisible()
  await page.keyboard.up('Backquote')

  await page.getByRole('searchbox').click()
  await page.keyboard.down('Backquote')
  await expect(page.getByRole('searchbox')).toHaveValue('`')
  await expect(waits).toBeVisible()
})
