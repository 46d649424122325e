import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// electron-builder's own schema, without a build: packaging needs binaries that are fetched from elsewhere.

interface BuilderConfig {
  readonly files: readonly { readonly filter: readonly string[] }[]
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly linux: { readonly icon: string }
  readonly mac: { readonly entitlements: string; readonly extendInfo: Readonly<Record<string, string>> }
}
const require = createRequire(import.meta.url)
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  getConfig(folder: string, file: string, change: null): Promise<BuilderConfig>
  validateConfiguration(config: object, log: object): Promise<void>
}
const { DebugLogger } = require('builder-util') as { DebugLogger: new (isEnabled: boolean) => object }

const root = fileURLToPath(new URL('../../..', import.meta.url))
const config = await getConfig(root, 'electron-builder.yml', null)

test('the configuration fits the schema of electron-builder, which finds a typing error', async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.not.toThrow()
  const wrong = { ...config, electronFuses: { runAsNod: false } }
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(
    /configuration\.electronFuses/,
  )
})

test('the app runs from its bundle alone, which starts at the main file of the package', () => {
  const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string }
  expect(main).toBe('./out/main/main.js')
  expect(config.files.flatMap(({ filter }) => filter)).toEqual(
    expect.arrayContaining(['out/**', 'package.json', '!node_modules/**']),
  )
})

test('the shipped binary runs nothing but Tincan', () => {
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
  })
})

test('macOS is told why the microphone is wanted, and allows it', () => {
  expect(config.mac.extendInfo['NSMicrophoneUsageDescription']).toContain('microphone')
  const entitlements = readFileSync(join(root, config.mac.entitlements), 'utf8')
  expect(entitlements).toContain('com.apple.security.device.audio-input')
  expect(existsSync(join(root, config.linux.icon))).toBe(true)
})
