// `node scripts/tray-icons.ts`: renders the tray icons from build/tray/parts/*.svg into build/tray/, for each system the
// way it wants them. What it writes is kept in the repository; test/unit/repository says when it is out of date.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import pngToIco from 'png-to-ico'
import { findChromium } from '../test/support/find-chromium.ts'
import { root } from './run.ts'

const folder = join(root, 'build/tray')
const parts = join(folder, 'parts')

const TEAL = '#12988a'
const GREY = '#858b92'
const RED = '#d6322a'
const AMBER = '#c96f00'
const GREEN = '#1d9a4e'

/** A glyph with its colour, and what is laid over its corner. Colours read on light and on dark bars. */
interface Icon {
  readonly glyph: string
  readonly colour: string
  readonly badge?: { readonly part: string; readonly colour: string; readonly count?: string }
}

const missed = (count: string): Icon => ({
  glyph: 'glyph',
  colour: TEAL,
  badge: { part: 'badge-count', colour: RED, count },
})

export const TRAY_ICONS: Readonly<Record<string, Icon>> = {
  online: { glyph: 'glyph', colour: TEAL },
  connecting: { glyph: 'string-dotted', colour: GREY },
  offline: { glyph: 'string-apart', colour: GREY },
  ringing: { glyph: 'waves', colour: AMBER },
  'in-call': { glyph: 'glyph', colour: TEAL, badge: { part: 'badge-talk', colour: GREEN } },
  muted: { glyph: 'glyph', colour: TEAL, badge: { part: 'badge-muted', colour: RED } },
  'do-not-disturb': { glyph: 'glyph', colour: GREY, badge: { part: 'badge-quiet', colour: RED } },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`missed-${n}`, missed(String(n))])),
  'missed-many': missed('9+'),
}

/** A badge that is a little larger, about its own middle: the space around it. */
const GROWN = 'translate(17.250 17.250) scale(1.220) translate(-17.250 -17.250)'

/** Pixels that each system asks for: the size of the bar, and its double for dense screens. */
const LINUX = [22, 44]
const WINDOWS = [16, 20, 24, 32, 48]
const MAC = [18, 36]

async function draw(page: Page, icon: Icon, size: number, isTemplate: boolean): Promise<Buffer> {
  const read = (part: string): Promise<string> => readFile(join(parts, `${part}.svg`), 'utf8')
  const glyph = inner(await read(icon.glyph))
  const badge =
    icon.badge &&
    inner(await read(icon.badge.part))
      .replace('{count}', icon.badge.count ?? '')
      .replace('{size}', icon.badge.count === '9+' ? '7.5' : '9.5')
  // The badge stands free: the glyph is cut out around it. On a template image, so is the mark within.
  const around =
    badge === undefined ? '' : `<g style="--mark:#000" color="#000" transform="${GROWN}">${badge}</g>`
  const own =
    badge === undefined
      ? ''
      : isTemplate
        ? `<rect width="24" height="24" mask="url(#mark)"/>`
        : `<g style="--mark:#fff" color="${icon.badge?.colour}">${badge}</g>`
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">
      <mask id="around"><rect width="24" height="24" fill="#fff"/>${around}</mask>
      <mask id="mark"><g style="--mark:#000" color="#fff">${badge ?? ''}</g></mask>
      <g mask="url(#around)" color="${isTemplate ? '#000' : icon.colour}">${glyph}</g>
      ${own}
    </svg>`)
  return page.screenshot({ omitBackground: true })
}

/** What is within the svg element. */
const inner = (svg: string): string => svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')

/** Names the state of all sources, this script among them. */
export async function trayIconsDigest(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await readdir(parts)).toSorted().map((file) => join(parts, file))
  for (const file of [...files, import.meta.filename]) hash.update(await readFile(file))
  return hash.digest('hex')
}

if (process.argv[1] === import.meta.filename) {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  for (const system of ['linux', 'win32', 'darwin']) {
    await rm(join(folder, system), { recursive: true, force: true })
    await mkdir(join(folder, system), { recursive: true })
  }
  for (const [name, icon] of Object.entries(TRAY_ICONS)) {
    const png = (size: number, isTemplate = false): Promise<Buffer> => draw(page, icon, size, isTemplate)
    await writeFile(join(folder, 'linux', `${name}.png`), await png(LINUX[0]!))
    await writeFile(join(folder, 'linux', `${name}@2x.png`), await png(LINUX[1]!))
    await writeFile(join(folder, 'darwin', `${name}Template.png`), await png(MAC[0]!, true))
    await writeFile(join(folder, 'darwin', `${name}Template@2x.png`), await png(MAC[1]!, true))
    const images = []
    for (const size of WINDOWS) images.push(await png(size))
    await writeFile(join(folder, 'win32', `${name}.ico`), await pngToIco(images))
  }
  await browser.close()
  await writeFile(join(folder, 'sources.sha256'), `${await trayIconsDigest()}\n`)
}
