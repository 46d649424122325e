import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { root } from '../../scripts/run.ts'
import { findChromium } from '../support/find-chromium.ts'

// Every tray icon as it is shipped, on the bars of the systems that show it.

test.use({
  launchOptions: {
    executablePath: findChromium()!,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  },
  viewport: { width: 1120, height: 576 },
  deviceScaleFactor: 2,
})

const BARS = { light: '#f3f3f3', dark: '#2b2b2b' }
/** Of text that is large, and of pictures that mean something (WCAG 2.2, 1.4.11). */
const CONTRAST = 3
/** How many pixels of an icon have it, of all its pixels. */
const SHARE = 0.2

interface Icon {
  readonly platform: string
  readonly name: string
  readonly url: string
}

function iconsOf(platform: string): Icon[] {
  const folder = join(root, 'out/tray', platform)
  const files = readdirSync(folder).filter((file) => !file.includes('@2x'))
  return files.map((file) => {
    const dense = file.replace('.png', '@2x.png')
    const type = file.endsWith('.ico') ? 'image/x-icon' : 'image/png'
    const url = `data:${type};base64,${readFileSync(join(folder, dense)).toString('base64')}`
    return { platform, name: file.replace(/(Template)?\.\w+$/, ''), url }
  })
}

/** One row of icons for each system and bar. A Mac inverts a template image on a dark one. */
async function show(page: Page, icons: readonly Icon[]): Promise<void> {
  const rows = ['linux', 'win32', 'darwin'].flatMap((platform) =>
    Object.entries(BARS).map(([bar, colour]) => {
      const filter = platform === 'darwin' && bar === 'dark' ? 'invert(1)' : 'none'
      const size = platform === 'linux' ? 22 : platform === 'win32' ? 16 : 18
      const cells = icons
        .filter((icon) => icon.platform === platform)
        .map(
          ({ name, url }) =>
            `<figure><img src="${url}" width="${size}" height="${size}" style="filter:${filter}"
              data-name="${platform} ${name}" data-bar="${colour}"><figcaption>${name}</figcaption></figure>`,
        )
      const text = bar === 'dark' ? '#ddd' : '#333'
      return `<section style="background:${colour};color:${text}"><h2>${platform}, ${bar}</h2>${cells.join('')}</section>`
    }),
  )
  await page.setContent(`<style>
    body { margin: 0; font: 9px system-ui; }
    section { display: flex; align-items: center; height: 96px; padding: 0 8px; }
    h2 { font-size: 10px; width: 64px; }
    figure { width: 58px; margin: 0; text-align: center; }
    figcaption { margin-top: 8px; font-size: 8px; white-space: nowrap; }
  </style>${rows.join('')}`)
}

/** Which part of each icon a person can tell from the bar behind it, and what the icon looks like. */
function measure(page: Page): Promise<{ name: string; share: number; look: string }[]> {
  return page.evaluate(async (contrast) => {
    const luminance = (channels: readonly number[]): number => {
      const [r = 0, g = 0, b = 0] = channels.map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const results = []
    for (const image of document.querySelectorAll('img')) {
      await image.decode()
      const { name = '', bar = '' } = image.dataset
      const canvas = new OffscreenCanvas(image.width * 2, image.height * 2)
      const context = canvas.getContext('2d', { willReadFrequently: true })!
      context.filter = image.style.filter
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      context.filter = 'none'
      context.globalCompositeOperation = 'destination-over'
      context.fillStyle = bar
      context.fillRect(0, 0, canvas.width, canvas.height)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      const behind = luminance([1, 3, 5].map((at) => Number.parseInt(bar.slice(at, at + 2), 16)))
      let seen = 0
      for (let at = 0; at < data.length; at += 4) {
        const pixel = luminance([data[at]!, data[at + 1]!, data[at + 2]!])
        const ratio = (Math.max(pixel, behind) + 0.05) / (Math.min(pixel, behind) + 0.05)
        if (ratio >= contrast) seen += 1
      }
      results.push({ name: `${name} on ${bar}`, share: (seen * 4) / data.length, look: data.join() })
    }
    return results
  }, CONTRAST)
}

test('every tray icon can be seen on a light and on a dark bar, and told from the others', async ({
  page,
}) => {
  const icons = ['linux', 'win32', 'darwin'].flatMap(iconsOf)
  expect(icons).toHaveLength(3 * 17)
  await show(page, icons)
  const measured = await measure(page)
  await page.screenshot({ path: 'test-results/screens/tray-icons.png' })
  expect(measured).toHaveLength(2 * icons.length)
  expect(measured.filter(({ share }) => share < SHARE).map(({ name, share }) => [name, share])).toEqual([])
  expect(new Set(measured.map(({ look }) => look)).size).toBe(measured.length)
})
