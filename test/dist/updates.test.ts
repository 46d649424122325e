import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signFeeds } from '../../scripts/sign-feeds.ts'
import { feedName, publicKeyOf } from '../../src/main/updates/feed-signature.ts'
import { createUpdater } from '../../src/main/updates/updater.ts'
import { createUpdates, type Updates } from '../../src/main/updates/updates.ts'
import type { UpdateState } from '../../src/shared/model/update.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { yaml } from './support/builder-tools.ts'
import { createOldApp, type OldApp } from './support/old-app.ts'
import { createUpdateKey } from './support/pack.ts'

// electron-updater's own AppImage updater against the feed that the signaling server serves.

const FEED = feedName('linux', process.arch)
const KEY = createUpdateKey()
let folder: string
let feedFolder: string
let installed: string
let server: TestServer
let oldApp: OldApp
let updates: Updates
let states: UpdateState[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-updates-'))
  feedFolder = join(folder, 'feed')
  mkdirSync(feedFolder)
  installed = join(folder, 'Tincan.AppImage')
  writeFileSync(installed, 'the old version')
  vi.stubEnv('APPIMAGE', installed)
  server = await startTestServer({ updatesDir: feedFolder })
  const config = join(folder, 'app-update.yml')
  const url = `${server.origin}/updates/`
  writeFileSync(config, yaml.dump({ provider: 'generic', url, updaterCacheDirName: 'tincan-updater' }))
  oldApp = createOldApp(folder, config)
  updates = createUpdates({
    source: { open: async () => createUpdater(oldApp.updater, publicKeyOf(KEY), FEED) },
    policy: async () => 'off',
    isInCall: () => false,
    clock: createVirtualClock(),
  })
  states = []
  updates.port.onState((state) => states.push(state))
})
afterEach(async () => {
  updates.stop()
  await server.dispose()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const last = (): UpdateState | undefined => states.at(-1)
const sha512 = (content: string): string => createHash('sha512').update(content).digest('base64')

/** Puts a version into the feed as electron-builder writes it: an AppImage that says, when it starts, that it did. */
function publish(version: string, change: { readonly content?: string; readonly key?: string } = {}): void {
  const app = `#!/bin/sh\necho ${version} > "${folder}/started"\n# ${'x'.repeat(200_000)}\n`
  const name = `Tincan-${version}.AppImage`
  writeFileSync(join(feedFolder, name), change.content ?? app)
  const file = { url: name, sha512: sha512(app), size: Buffer.byteLength(app) }
  const feed = {
    version,
    files: [file],
    path: name,
    sha512: file.sha512,
    releaseDate: '2026-11-21T00:00:00.000Z',
  }
  writeFileSync(join(feedFolder, FEED), yaml.dump(feed))
  expect(signFeeds(feedFolder, change.key ?? KEY)).toEqual([FEED])
}

/** Changes the feed after it was signed. */
function tamper(change: (feed: Record<string, unknown>) => void): void {
  const feed = yaml.load(readFileSync(join(feedFolder, FEED), 'utf8')) as Record<string, unknown>
  change(feed)
  writeFileSync(join(feedFolder, FEED), yaml.dump(feed))
}

test('a newer version is found, fetched, checked, put in place of the old one and started', async () => {
  publish('1.1.0')
  await updates.port.check()
  expect(last()).toEqual({ status: 'available', version: '1.1.0' })
  await updates.port.download()
  expect(last()).toEqual({ status: 'ready', version: '1.1.0' })
  const shares = states.flatMap((state) => (state.status === 'downloading' ? [state.share] : []))
  expect(shares.at(0)).toBe(0)
  expect(shares.at(-1)).toBe(1)
  expect(readFileSync(installed, 'utf8')).toBe('the old version')

  expect(await updates.port.restart()).toEqual({ ok: true, value: null })
  await vi.waitUntil(() => existsSync(join(folder, 'started')), 5_000)
  expect(readFileSync(installed, 'utf8')).toContain('echo 1.1.0')
  await vi.waitUntil(() => oldApp.quits() === 1, 5_000)
})

test.each(['1.0.0', '0.9.0'])('version %s is no update for 1.0.0', async (version) => {
  publish(version)
  await updates.port.check()
  expect(last()).toEqual({ status: 'idle', checkedAt: expect.any(Number) })
})

test.each<[string, () => void]>([
  ['is not signed', () => tamper((feed) => delete feed['signature'])],
  ['is signed by somebody else', () => publish('1.1.0', { key: createUpdateKey() })],
  ['names another version', () => tamper((feed) => (feed['version'] = '9.9.9'))],
  [
    'names another file',
    () => tamper((feed) => (feed['files'] = [{ url: 'evil.AppImage', sha512: sha512('evil'), size: 4 }])),
  ],
  ['names its file only in the old way', () => tamper((feed) => delete feed['files'])],
  ['has a signature that is none', () => tamper((feed) => (feed['signature'] = 'AAAA'))],
])('a feed that %s is refused', async (_what, spoil) => {
  publish('1.1.0')
  spoil()
  await updates.port.check()
  expect(last()).toMatchObject({ status: 'failed', error: { code: 'update-untrusted' } })
  await updates.port.download()
  expect(await updates.port.restart()).toMatchObject({ ok: false })
  expect(readFileSync(installed, 'utf8')).toBe('the old version')
})

test('the signed feed of another processor does not pass for this one', async () => {
  publish('1.1.0')
  const other = feedName('linux', process.arch === 'arm64' ? 'x64' : 'arm64')
  writeFileSync(join(feedFolder, other), readFileSync(join(feedFolder, FEED)))
  signFeeds(feedFolder, KEY)
  writeFileSync(join(feedFolder, FEED), readFileSync(join(feedFolder, other)))
  await updates.port.check()
  expect(last()).toMatchObject({ status: 'failed', error: { code: 'update-untrusted' } })
})

test('a file that is not the one of the feed is thrown away', async () => {
  publish('1.1.0', { content: '#!/bin/sh\necho evil\n' })
  await updates.port.check()
  await updates.port.download()
  expect(last()).toMatchObject({ status: 'failed', error: { code: 'update-untrusted' } })
  expect(await updates.port.restart()).toMatchObject({ ok: false })
  expect(readFileSync(installed, 'utf8')).toBe('the old version')
})

test('what cannot be put in place is told, and nothing ends for it', async () => {
  publish('1.1.0')
  await updates.port.check()
  await updates.port.download()
  rmSync(installed)
  expect(await updates.port.restart()).toMatchObject({ ok: false, error: { code: 'update-failed' } })
  expect(last()).toMatchObject({ status: 'failed' })
  // It would have been asked to by now.
  await new Promise((resolve) => setImmediate(resolve))
  expect(oldApp.quits()).toBe(0)
})

test('a server without a feed is said to be unreachable', async () => {
  await updates.port.check()
  expect(last()).toMatchObject({ status: 'failed', error: { code: 'update-unreachable' } })
})

test('the server learns nothing that would count installations', async () => {
  publish('1.1.0')
  const asker = oldApp.updater as unknown as { computeFinalHeaders(headers: object): object }
  const headers = vi.spyOn(asker, 'computeFinalHeaders')
  await updates.port.check()
  expect(headers).toHaveReturnedWith({ 'x-user-staging-id': '' })
})
