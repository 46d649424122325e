import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { texts, type Language, type Picture } from '../e2e/screens-texts.ts'

export interface Variant {
  readonly theme: 'light' | 'dark'
  readonly language: Language
  readonly size: { readonly width: number; readonly height: number }
}

export const WIDE = { width: 1080, height: 720 }
export const NARROW = { width: 360, height: 720 }
/** How every screen is looked at. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  light: { theme: 'light', language: 'en', size: WIDE },
  dark: { theme: 'dark', language: 'en', size: WIDE },
  korean: { theme: 'light', language: 'ko', size: WIDE },
  narrow: { theme: 'light', language: 'en', size: NARROW },
}

/** Shows a picture, looks for whatever the browser complains about, and runs axe over it. */
export async function takePicture(
  page: Page,
  { scene, steps }: Picture,
  file: string,
  variant: Variant,
): Promise<void> {
  const complaints = await showScene(page, scene, variant)
  await steps?.(page, texts(variant.language))
  await lookAt(page, file, variant, complaints)
}

/** Opens a scene. Gives what the browser complains about, from now on. */
export async function showScene(
  page: Page,
  scene: string,
  { theme, language, size }: Variant,
): Promise<readonly string[]> {
  const complaints: string[] = []
  const hear = (text: string): void => void complaints.push(text)
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  page.on('console', (message) => message.type() === 'error' && hear(message.text()))
  page.on('pageerror', (error) => hear(error.message))
  await page.setViewportSize(size)
  await page.goto(`/?scene=${scene}&theme=${theme}&language=${language}`)
  const begin = page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('searchbox'))
    .or(page.locator('.panel'))
  await expect(begin.first()).toBeVisible()
  return complaints
}

/** Takes a picture of what is shown, and runs axe over it. */
export async function lookAt(
  page: Page,
  file: string,
  { language, size }: Variant,
  complaints: readonly string[],
): Promise<void> {
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
