import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { updateSource, type Installation } from '../../../src/main/updates/update-source.ts'
import {
  CALL_INTERVAL_MS,
  CHECK_INTERVAL_MS,
  createUpdates,
  FIRST_CHECK_MS,
  type Updates,
} from '../../../src/main/updates/updates.ts'
import type { UpdatePolicy, UpdateState } from '../../../src/shared/model/update.ts'
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts'

const unreachable = (): Error => Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' })
const updater = {
  check: vi.fn<() => Promise<string | null>>(),
  download: vi.fn<(onShare: (share: number) => void) => Promise<void>>(),
  install: vi.fn<() => void>(),
}
let clock: VirtualClock
let policy: UpdatePolicy
let isInCall: boolean
let updates: Updates
let states: UpdateState[]
beforeEach(() => {
  vi.resetAllMocks()
  updater.check.mockResolvedValue('2.0.0')
  updater.download.mockImplementation(async (onShare) => onShare(0.5))
  clock = createVirtualClock()
  policy = 'ask'
  isInCall = false
  updates = createUpdates({
    source: { open: async () => updater },
    policy: async () => policy,
    isInCall: () => isInCall,
    clock,
  })
  states = []
  updates.port.onState((state) => states.push(state))
})

const statuses = (): string[] => states.map(({ status }) => status)

test('by itself it looks after the start and every six hours, and only tells what is there', async () => {
  expect(statuses()).toEqual(['idle'])
  await clock.advanceAsync(FIRST_CHECK_MS)
  expect(statuses()).toEqual(['idle', 'checking', 'available'])
  await clock.advanceAsync(CHECK_INTERVAL_MS - 1)
  expect(updater.check).toHaveBeenCalledTimes(1)
  await clock.advanceAsync(1)
  expect(updater.check).toHaveBeenCalledTimes(2)
  expect(updater.download).not.toHaveBeenCalled()
})

test('automatic also fetches it, and waits to be asked for the restart', async () => {
  policy = 'automatic'
  await clock.advanceAsync(FIRST_CHECK_MS)
  expect(states.slice(2)).toEqual([
    { status: 'available', version: '2.0.0' },
    { status: 'downloading', version: '2.0.0', share: 0 },
    { status: 'downloading', version: '2.0.0', share: 0.5 },
    { status: 'ready', version: '2.0.0' },
  ])
  await clock.advanceAsync(CHECK_INTERVAL_MS)
  expect(updater.check).toHaveBeenCalledTimes(1)
  expect(updater.install).not.toHaveBeenCalled()
})

test('switched off, it looks only when it is asked', async () => {
  policy = 'off'
  await clock.advanceAsync(CHECK_INTERVAL_MS)
  expect(updater.check).not.toHaveBeenCalled()
  await updates.port.check()
  expect(states.at(-1)).toEqual({ status: 'available', version: '2.0.0' })
})

test('a call is not disturbed, and the look comes soon after', async () => {
  isInCall = true
  policy = 'automatic'
  await clock.advanceAsync(FIRST_CHECK_MS)
  expect(updater.check).not.toHaveBeenCalled()
  isInCall = false
  await clock.advanceAsync(CALL_INTERVAL_MS)
  expect(states.at(-1)).toEqual({ status: 'ready', version: '2.0.0' })
})

test('in a call it does not restart', async () => {
  await updates.port.check()
  await updates.port.download()
  isInCall = true
  expect(await updates.port.restart()).toMatchObject({ ok: false, error: { code: 'update-in-call' } })
  expect(updater.install).not.toHaveBeenCalled()
  isInCall = false
  expect(await updates.port.restart()).toEqual({ ok: true, value: null })
  expect(updater.install).toHaveBeenCalledOnce()
})

test('before it is fetched and checked, there is nothing to restart for', async () => {
  await updates.port.check()
  expect(await updates.port.restart()).toMatchObject({ ok: false })
  expect(updater.install).not.toHaveBeenCalled()
})

test('a server that is away is told to whom asked, and to nobody else', async () => {
  updater.check.mockRejectedValue(unreachable())
  await clock.advanceAsync(FIRST_CHECK_MS)
  expect(states.at(-1)).toEqual({ status: 'idle', checkedAt: null })
  await updates.port.check()
  expect(states.at(-1)).toMatchObject({ status: 'failed', error: { code: 'update-unreachable' } })
  updater.check.mockResolvedValue(null)
  await updates.port.check()
  expect(states.at(-1)).toEqual({ status: 'idle', checkedAt: clock.now() })
})

test('two who ask at once ask the server once', async () => {
  await Promise.all([updates.port.check(), updates.port.check()])
  expect(updater.check).toHaveBeenCalledTimes(1)
  await Promise.all([updates.port.download(), updates.port.download()])
  expect(updater.download).toHaveBeenCalledTimes(1)
})

test('a new version that cannot be put in place is a failure, not an end', async () => {
  await updates.port.check()
  await updates.port.download()
  updater.install.mockImplementation(() => {
    throw new Error('read-only file system')
  })
  expect(await updates.port.restart()).toMatchObject({ ok: false, error: { code: 'update-failed' } })
  expect(states.at(-1)).toMatchObject({ status: 'failed' })
})

test('stopped, it looks no more', async () => {
  updates.stop()
  await clock.advanceAsync(CHECK_INTERVAL_MS)
  expect(updater.check).not.toHaveBeenCalled()
})

describe('where updates come from', () => {
  let resources: string
  let installation: Installation
  beforeEach(() => {
    resources = mkdtempSync(join(tmpdir(), 'tincan-resources-'))
    const appFolder = join(resources, 'app.asar')
    mkdirSync(appFolder)
    writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n')
    writeFileSync(join(appFolder, 'package.json'), '{ "updateKey": "MCow" }')
    const environment = { APPIMAGE: '/home/alice/Tincan.AppImage' }
    installation = { isPackaged: true, platform: 'linux', arch: 'x64', environment, appFolder }
  })
  afterEach(() => rmSync(resources, { recursive: true }))

  test('an AppImage, Windows and macOS update themselves', () => {
    expect(updateSource(installation)).toHaveProperty('open')
    for (const platform of ['win32', 'darwin'])
      expect(updateSource({ ...installation, platform, environment: {} })).toHaveProperty('open')
  })

  test('a deb or rpm leaves it to the package manager', () => {
    writeFileSync(join(resources, 'package-type'), 'deb')
    expect(updateSource(installation)).toEqual({ reason: 'package-manager' })
  })

  test('a file to carry about, or an unpacked folder, is fetched anew', () => {
    const environment = { PORTABLE_EXECUTABLE_FILE: 'E:\\Tincan.exe' }
    expect(updateSource({ ...installation, platform: 'win32', environment })).toEqual({ reason: 'portable' })
    expect(updateSource({ ...installation, environment: {} })).toEqual({ reason: 'portable' })
  })

  test('without a feed, without a key or unpacked from the sources there are none', () => {
    expect(updateSource({ ...installation, isPackaged: false })).toEqual({ reason: 'no-feed' })
    writeFileSync(join(installation.appFolder, 'package.json'), '{}')
    expect(updateSource(installation)).toEqual({ reason: 'no-feed' })
    rmSync(join(resources, 'app-update.yml'))
    expect(updateSource(installation)).toEqual({ reason: 'no-feed' })
  })

  test('an app without updates says why, and does nothing', async () => {
    const without = createUpdates({
      source: { reason: 'package-manager' },
      policy: async () => 'automatic',
      isInCall: () => false,
      clock,
    })
    const seen: UpdateState[] = []
    without.port.onState((state) => seen.push(state))
    await without.port.check()
    await without.port.download()
    expect(await without.port.restart()).toMatchObject({ ok: false })
    expect(seen).toEqual([{ status: 'unavailable', reason: 'package-manager' }])
  })
})
