import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRelease } from '../../scripts/dist-config.ts'
import { DebugLogger, getConfig, validateConfiguration } from './support/builder-tools.ts'
import { root } from './support/pack.ts'

const config = await getConfig(root, 'electron-builder.yml', null)

test('the configuration fits the schema of electron-builder, which finds a typing error', async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.not.toThrow()
  const wrong = { ...config, electronFuses: { runAsNod: false } }
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(
    /configuration\.electronFuses/,
  )
})

test('each system gets its installers, and a zip the updates of macOS', () => {
  const targets = (of: { readonly target: readonly { readonly target: string }[] }): string[] =>
    of.target.map(({ target }) => target)
  expect(targets(config.linux)).toEqual(['AppImage', 'deb', 'rpm'])
  expect(targets(config.mac)).toEqual(['dmg', 'zip'])
  expect(targets(config.win)).toEqual(['nsis', 'portable'])
})

test('a hardened macOS app may use the microphone', () => {
  expect(config.mac.hardenedRuntime).toBe(true)
  const entitlements = readFileSync(join(root, config.mac.entitlements), 'utf8')
  expect(entitlements).toContain('com.apple.security.device.audio-input')
  expect(entitlements).not.toContain('allow-unsigned-executable-memory')
})

test('npm run dist says in one line what is missing, before it builds anything', () => {
  const env = { ...process.env, TINCAN_UPDATES_URL: 'https://example.org/updates' }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/dist.ts'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('TINCAN_UPDATE_KEY')])
})

test('an address of updates without a key is refused, and a key without an address', () => {
  expect(readRelease({})).toBeNull()
  expect(() => readRelease({ TINCAN_UPDATES_URL: 'https://example.org/updates' })).toThrow(/go together/)
  expect(() => readRelease({ TINCAN_UPDATE_KEY: 'key.pem' })).toThrow(/go together/)
  expect(() =>
    readRelease({ TINCAN_UPDATES_URL: 'ftp://example.org', TINCAN_UPDATE_KEY: 'key.pem' }),
  ).toThrow(/address of a folder/)
})
