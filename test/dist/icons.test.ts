import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ICNS_TYPES, readIcns, writeIcns } from '../../scripts/icns.ts'
import { iconsDigest, LINUX, WINDOWS } from '../../scripts/icons.ts'
import { TRAY_ICONS, trayIconsDigest } from '../../scripts/tray-icons.ts'
import { root } from './support/pack.ts'

const build = join(root, 'build')
const read = (...path: string[]): Buffer => readFileSync(join(build, ...path))

/** Width and height of a PNG (ISO/IEC 15948, section 11.2.1: the header chunk comes first). */
function sizeOf(png: Buffer): [number, number] {
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

describe('the icons are those of their sources', () => {
  test('of the app (else: node scripts/icons.ts)', async () => {
    expect(read('icons', 'sources.sha256').toString().trim()).toBe(await iconsDigest())
    expect(readFileSync(join(root, 'src/renderer/icon.svg'))).toEqual(read('icon-small.svg'))
  })

  test('of the tray (else: node scripts/tray-icons.ts)', async () => {
    expect(read('tray', 'sources.sha256').toString().trim()).toBe(await trayIconsDigest())
  })
})

test('Linux has every size', () => {
  for (const size of LINUX) expect(sizeOf(read('icons', `${size}x${size}.png`))).toEqual([size, size])
})

test('Windows has every size in one file', () => {
  const file = read('icon.ico')
  // ICONDIR, then an ICONDIRENTRY of 16 bytes each, in which 0 stands for 256 pixels.
  const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => file[6 + 16 * index] || 256)
  expect(sizes).toEqual(WINDOWS)
})

describe('macOS', () => {
  test('has every size in one file', () => {
    const images = readIcns(read('icon.icns'))
    const sizes = Object.entries(ICNS_TYPES).map(([type, size]) => [type, [size, size]])
    expect([...images].map(([type, png]) => [type, sizeOf(png)])).toEqual(sizes)
  })

  test('a file that is cut off is found out', () => {
    const file = writeIcns(new Map([['ic07', Buffer.from('an image')]]))
    expect(readIcns(file).get('ic07')?.toString()).toBe('an image')
    expect(() => readIcns(file.subarray(0, -1))).toThrow(RangeError)
    file.writeUInt32BE(99, 12)
    expect(() => readIcns(file)).toThrow(/cut off/)
  })
})

test('the tray has each state for each system', () => {
  for (const name of Object.keys(TRAY_ICONS)) {
    expect(sizeOf(read('tray', 'linux', `${name}.png`))).toEqual([22, 22])
    expect(sizeOf(read('tray', 'linux', `${name}@2x.png`))).toEqual([44, 44])
    expect(sizeOf(read('tray', 'darwin', `${name}Template.png`))).toEqual([18, 18])
    expect(sizeOf(read('tray', 'darwin', `${name}Template@2x.png`))).toEqual([36, 36])
    expect(existsSync(join(build, 'tray', 'win32', `${name}.ico`))).toBe(true)
  }
})
