// `node scripts/icons.ts`: renders the icons of the app from build/icon.svg, and from build/icon-small.svg where an icon
// has few pixels. What it writes is kept in the repository; test/dist says when it is out of date.
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import pngToIco from 'png-to-ico'
import { findChromium } from '../test/support/find-chromium.ts'
import { ICNS_TYPES, writeIcns, type IcnsType } from './icns.ts'
import { root } from './run.ts'

const folder = join(root, 'build')
const SOURCES = ['icon.svg', 'icon-small.svg'].map((file) => join(folder, file))

/** The largest icon that is drawn from the small source, in pixels. */
const SMALL = 32
export const LINUX = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
export const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 128, 256]
/** macOS wants a margin around: a tile of 824 in 1024 (Human Interface Guidelines). `icon.svg` has one of 480 in 512. */
const MAC_SCALE = { small: 824 / 1024, large: 824 / 1024 / (480 / 512) }

async function render(page: Page, pixels: number, scale = 1): Promise<Buffer> {
  const svg = await readFile(join(folder, pixels <= SMALL ? 'icon-small.svg' : 'icon.svg'), 'utf8')
  await page.setViewportSize({ width: pixels, height: pixels })
  await page.setContent(`<style>
    html, body { margin: 0; background: transparent }
    svg { display: block; width: ${pixels}px; height: ${pixels}px; transform: scale(${scale}) }
  </style>${svg}`)
  return page.screenshot({ omitBackground: true })
}

/** Names the state of all sources, this script among them. */
export async function iconsDigest(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of [...SOURCES, import.meta.filename]) hash.update(await readFile(file))
  return hash.digest('hex')
}

if (process.argv[1] === import.meta.filename) {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  const linux = join(folder, 'icons')
  await rm(linux, { recursive: true, force: true })
  await mkdir(linux)
  for (const pixels of LINUX) {
    await writeFile(join(linux, `${pixels}x${pixels}.png`), await render(page, pixels))
  }
  const windows = []
  for (const pixels of WINDOWS) windows.push(await render(page, pixels))
  await writeFile(join(folder, 'icon.ico'), await pngToIco(windows))
  const mac = new Map<IcnsType, Buffer>()
  for (const [type, pixels] of Object.entries(ICNS_TYPES)) {
    const scale = pixels <= SMALL ? MAC_SCALE.small : MAC_SCALE.large
    mac.set(type as IcnsType, await render(page, pixels, scale))
  }
  await writeFile(join(folder, 'icon.icns'), writeIcns(mac))
  await browser.close()
  // The page's own, in the tab of a browser.
  await copyFile(join(folder, 'icon-small.svg'), join(root, 'src/renderer/icon.svg'))
  await writeFile(join(linux, 'sources.sha256'), `${await iconsDigest()}\n`)
}
