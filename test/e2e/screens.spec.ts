import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { findChromium } from '../support/find-chromium.ts'
import { serveScreens, type ScreensPage } from '../support/screens.ts'
import { PICTURES, texts, type Language } from './screens-texts.ts'

const ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : []
test.use({
  launchOptions: {
    executablePath: findChromium()!,
    args: [...ROOT, '--use-fake-device-for-media-stream', '--disable-gpu'],
  },
  reducedMotion: 'reduce',
})

interface Variant {
  readonly theme: 'light' | 'dark'
  readonly language: Language
  readonly size: { readonly width: number; readonly height: number }
}
const WIDE = { width: 1080, height: 720 }
const NARROW = { width: 360, height: 720 }
const VARIANTS: Readonly<Record<string, Variant>> = {
  light: { theme: 'light', language: 'en', size: WIDE },
  dark: { theme: 'dark', language: 'en', size: WIDE },
  korean: { theme: 'light', language: 'ko', size: WIDE },
  narrow: { theme: 'light', language: 'en', size: NARROW },
}
/** Screens that are also shown narrow, dark and Korean at once, in high contrast, in forced colours, and zoomed. */
const SPECIAL = ['first-run-desktop', 'rest', 'active', 'waiting', 'settings', 'person-key-changed']

let screens: ScreensPage
test.beforeAll(async () => {
  screens = await serveScreens()
})
test.afterAll(() => screens.close())

/** Shows a picture, looks for whatever the browser complains about, and runs axe over it. */
async function take(
  page: Page,
  name: string,
  file: string,
  { theme, language, size }: Variant,
): Promise<void> {
  const { scene, steps } = PICTURES[name]!
  const complaints: string[] = []
  const hear = (text: string): void => void complaints.push(text)
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  page.on('console', (message) => message.type() === 'error' && hear(message.text()))
  page.on('pageerror', (error) => hear(error.message))
  await page.setViewportSize(size)
  await page.goto(`${screens.origin}/?scene=${scene}&theme=${theme}&language=${language}`)
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('searchbox')).first()).toBeVisible()
  await steps?.(page, texts(language))
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `test-results/screens/${file}.png`, animations: 'disabled' })

  expect(complaints).toEqual([])
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isTooWide, 'scrolls sideways').toBe(false)
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  // Another language in the same layout is the same page to axe.
  if (language === 'ko' && size === WIDE) return
  const { violations } = await new AxeBuilder({ page })
    // The component library's announcer names rows that may be gone by the time axe looks.
    .exclude('[data-live-announcer]')
    // No frames here, so no second page is needed to gather their results.
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))
  expect(found, file).toEqual([])
}

for (const name of Object.keys(PICTURES)) {
  test(`${name}: light, dark, Korean and narrow`, async ({ page }) => {
    for (const [suffix, variant] of Object.entries(VARIANTS)) {
      await take(page, name, `${name}-${suffix}`, variant)
    }
  })
}

for (const name of SPECIAL) {
  test(`${name}: high contrast, forced colours, 200 % zoom, narrow Korean dark`, async ({ page }) => {
    const light: Variant = { theme: 'light', language: 'en', size: WIDE }
    await take(page, name, `${name}-narrow-korean-dark`, { theme: 'dark', language: 'ko', size: NARROW })
    // What zoom does to a page: half as many CSS pixels.
    const half = { width: WIDE.width / 2, height: WIDE.height / 2 }
    await take(page, name, `${name}-zoom`, { ...light, size: half })
    await page.emulateMedia({ contrast: 'more' })
    await take(page, name, `${name}-contrast`, { ...light, theme: 'dark' })
    await page.emulateMedia({ contrast: null, forcedColors: 'active' })
    await take(page, name, `${name}-forced`, light)
  })
}
