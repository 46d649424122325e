import { createRequire } from 'node:module'

// What electron-builder itself reads and writes with, at the version that it has.
const ours = createRequire(import.meta.url)
const require = createRequire(ours.resolve('app-builder-lib'))

export const { listPackage, extractFile, statFile } = require('@electron/asar') as {
  listPackage(archive: string, options: { isPack: boolean }): string[]
  extractFile(archive: string, file: string): Buffer
  statFile(archive: string, file: string): { readonly unpacked?: boolean }
}
export const plist = require('plist') as { parse(text: string): unknown }
export const yaml = require('js-yaml') as { load(text: string): unknown; dump(value: unknown): string }

export interface BuilderConfig {
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly linux: { readonly target: readonly Target[] }
  readonly mac: {
    readonly target: readonly Target[]
    readonly entitlements: string
    readonly hardenedRuntime: boolean
  }
  readonly win: { readonly target: readonly Target[] }
}
interface Target {
  readonly target: string
}
export const { getConfig, validateConfiguration } = ours('app-builder-lib/out/util/config/config') as {
  getConfig(folder: string, file: string, change: null): Promise<BuilderConfig>
  validateConfiguration(config: object, log: object): Promise<void>
}
export const { DebugLogger } = ours('builder-util') as { DebugLogger: new (isEnabled: boolean) => object }
