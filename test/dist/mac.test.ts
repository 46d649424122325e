import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { listPackage, plist, yaml } from './support/builder-tools.ts'
import { packForMac, RELEASE, type Packed } from './support/pack.ts'
import { readFuses } from './support/placeholder-electron.ts'

let packed: Packed
beforeAll(async () => {
  packed = await packForMac()
}, 60_000)
afterAll(() => packed?.dispose())

const contents = (...path: string[]): string => join(packed.app, 'Contents', ...path)
const info = (): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(plist.parse(readFileSync(contents('Info.plist'), 'utf8')))

test('the system learns of links, the microphone and the local network', () => {
  expect(info()).toMatchObject({
    CFBundleIdentifier: 'org.tincan.Tincan',
    CFBundleName: 'Tincan',
    CFBundleURLTypes: [{ CFBundleURLSchemes: ['tincan'] }],
    NSMicrophoneUsageDescription: expect.stringContaining('microphone'),
    NSLocalNetworkUsageDescription: expect.stringContaining('local network'),
    NSUserNotificationAlertStyle: 'alert',
  })
  expect(info()).not.toHaveProperty('NSCameraUsageDescription')
})

test('the archive is named by the hash of its header, so that a changed one does not start', () => {
  const archive = readFileSync(contents('Resources', 'app.asar'))
  // The header is a pickle in a pickle: its text starts at byte 16 and has the length at byte 12.
  const header = archive.subarray(16, 16 + archive.readUInt32LE(12))
  expect(info()['ElectronAsarIntegrity']).toEqual({
    'Resources/app.asar': { algorithm: 'SHA256', hash: createHash('sha256').update(header).digest('hex') },
  })
})

test('both processors find their native hook, and no other system is in there', () => {
  const binaries = listPackage(contents('Resources', 'app.asar'), { isPack: false }).filter((file) =>
    file.endsWith('.node'),
  )
  expect(new Set(binaries.map((file) => file.split('/').at(-2)))).toEqual(
    new Set(['darwin-arm64', 'darwin-x64']),
  )
})

test('the framework runs nothing but Tincan', () => {
  const framework = contents('Frameworks', 'Electron Framework.framework', 'Electron Framework')
  expect(readFuses(readFileSync(framework))).toMatchObject({
    RunAsNode: false,
    CookieEncryption: true,
    NodeOptions: false,
    NodeCliInspect: false,
    EmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
  })
})

test('it has its icon, and looks for updates where the release says', () => {
  const name = z.string().parse(info()['CFBundleIconFile'])
  expect(readFileSync(contents('Resources', name))).toEqual(readFileSync('build/icon.icns'))
  const feed = yaml.load(readFileSync(contents('Resources', 'app-update.yml'), 'utf8'))
  expect(feed).toMatchObject({ provider: 'generic', url: RELEASE.url })
})
