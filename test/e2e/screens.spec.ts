import { NARROW, takePicture, VARIANTS, WIDE, type Variant } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import { PICTURES } from './screens-texts.ts'

/** Screens that are also shown narrow, dark and Korean at once, in high contrast, in forced colours, and zoomed. */
const SPECIAL = ['first-run-desktop', 'rest', 'active', 'waiting', 'settings', 'person-key-changed']

for (const [name, picture] of Object.entries(PICTURES)) {
  test(`${name}: light, dark, Korean and narrow`, async ({ page }) => {
    for (const [suffix, variant] of Object.entries(VARIANTS)) {
      await takePicture(page, picture, `${name}-${suffix}`, variant)
    }
  })
}

for (const name of SPECIAL) {
  test(`${name}: high contrast, forced colours, 200 % zoom, narrow Korean dark`, async ({ page }) => {
    const picture = PICTURES[name]!
    const take = (suffix: string, variant: Variant): Promise<void> =>
      takePicture(page, picture, `${name}-${suffix}`, variant)
    const light: Variant = { theme: 'light', language: 'en', size: WIDE }
    await take('narrow-korean-dark', { theme: 'dark', language: 'ko', size: NARROW })
    // What zoom does to a page: half as many CSS pixels.
    await take('zoom', { ...light, size: { width: WIDE.width / 2, height: WIDE.height / 2 } })
    await page.emulateMedia({ contrast: 'more' })
    await take('contrast', { ...light, theme: 'dark' })
    await page.emulateMedia({ contrast: null, forcedColors: 'active' })
    await take('forced', light)
  })
}
