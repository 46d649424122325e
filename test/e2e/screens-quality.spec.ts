import { expect, type Page } from '@playwright/test'
import type { Catalogue } from '../../src/renderer/i18n/catalogue.ts'
import { takePicture, VARIANTS } from '../support/pictures.ts'
import { test } from '../support/screens.ts'
import { texts, type Picture } from './screens-texts.ts'

const openDetails = async (page: Page, { quality }: Catalogue): Promise<void> => {
  await page.locator('[aria-controls="call-details"]').click()
  await expect(page.getByRole('complementary', { name: quality.details.heading })).toBeVisible()
}
const openTimeline = async (page: Page, { people, quality }: Catalogue): Promise<void> => {
  const recent = page.getByRole('tab', { name: people.recent })
  await recent.click()
  await page.getByRole('button', { name: quality.timeline.open }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

const PICTURES: Readonly<Record<string, Picture>> = {
  'quality-good': { scene: 'quality-good' },
  'quality-fair': { scene: 'quality-fair' },
  'quality-poor': { scene: 'quality-poor' },
  unheard: { scene: 'unheard' },
  'details-good': { scene: 'quality-good', steps: openDetails },
  'details-poor': { scene: 'quality-poor', steps: openDetails },
  timeline: { scene: 'timeline', steps: openTimeline },
  'timeline-none': { scene: 'timeline-none', steps: openTimeline },
}

for (const [name, picture] of Object.entries(PICTURES)) {
  test(`${name}: light, dark, Korean and narrow`, async ({ page }) => {
    for (const [suffix, variant] of Object.entries(VARIANTS)) {
      await takePicture(page, picture, `${name}-${suffix}`, variant)
    }
  })
}

test('the details open and close by keyboard, and give the focus back', async ({ page }) => {
  await page.goto('/?scene=quality-fair&theme=light&language=en')
  const badge = page.locator('[aria-controls="call-details"]')
  await badge.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: texts('en').quality.details.heading })
  await expect(panel).toBeFocused()
  // The call stays in reach: the panel lies beside it and not over it.
  await expect(page.getByRole('button', { name: texts('en').call.mute, exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(badge).toBeFocused()
})

test('every plot says its numbers to who cannot see it', async ({ page }) => {
  await page.goto('/?scene=quality-poor&theme=dark&language=en')
  await openDetails(page, texts('en'))
  const { details } = texts('en').quality
  for (const title of [details.delayPlot, details.lossPlot, details.bitratePlot]) {
    const plot = page.getByRole('img', { name: title })
    await expect(plot).toHaveAccessibleName(/now [\d.]+, at most [\d.]+/)
    await expect(plot.locator('canvas')).toBeVisible()
  }
})

test('a copied report has the events, and neither addresses nor names', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/?scene=timeline&theme=light&language=en')
  await openTimeline(page, texts('en'))
  await page.getByRole('button', { name: texts('en').quality.timeline.copy }).click()
  await expect(page.getByText(texts('en').quality.timeline.copied)).toBeVisible()
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain('ICE restart (media-stalled)')
  expect(report).toContain('path relayed over tls')
  expect(report).not.toMatch(/\d+\.\d+\.\d+\.\d+|example\.org|bob|Built-in/)
})
