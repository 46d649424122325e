import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Arch, build, Platform, type CliOptions } from 'electron-builder'
import { distConfig } from '../../../scripts/dist-config.ts'
import { placeholderForLinux, placeholderForMac } from './placeholder-electron.ts'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

export function createUpdateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
export const RELEASE = { url: 'https://call.example.org/updates', privateKey: createUpdateKey() }

export interface Packed {
  /** Where the packed app lies. */
  readonly app: string
  /** What the installers would have been made of: of an AppImage its desktop file, of a package the arguments of fpm. */
  readonly installers: readonly unknown[]
  dispose(): Promise<void>
}

/** Packs the app as `npm run dist` does, up to the point where an installer is made: its tools come from elsewhere. */
async function pack(
  placeholder: (folder: string) => Promise<string>,
  change: (folder: string) => CliOptions,
): Promise<{ folder: string; installers: unknown[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'tincan-dist-'))
  const installers: unknown[] = []
  const { config, ...options } = change(folder)
  await build({
    projectDir: root,
    publish: 'never',
    effectiveOptionComputed: async (installer: unknown) => {
      installers.push(installer)
      return true
    },
    ...options,
    config: {
      ...distConfig(RELEASE),
      electronDist: await placeholder(join(folder, 'electron')),
      directories: { output: join(folder, 'release') },
      ...(typeof config === 'object' ? config : {}),
    },
  })
  return { folder, installers }
}

export async function packForLinux(): Promise<Packed> {
  const { folder, installers } = await pack(placeholderForLinux, () => ({
    targets: Platform.LINUX.createTarget(['AppImage', 'deb', 'rpm'], Arch.x64),
  }))
  const app = join(folder, 'release', 'linux-unpacked')
  return { app, installers, dispose: () => rm(folder, { recursive: true }) }
}

class BeforeTheArchive extends Error {}

export async function packForMac(): Promise<Packed> {
  let folder = ''
  try {
    await pack(placeholderForMac, (made) => {
      folder = made
      return {
        targets: Platform.MAC.createTarget(['zip'], Arch.arm64),
        config: {
          artifactBuildStarted: () => {
            throw new BeforeTheArchive()
          },
        },
      }
    })
  } catch (error) {
    if (!(error instanceof BeforeTheArchive)) throw error
  }
  const app = join(folder, 'release', 'mac-arm64', 'Tincan.app')
  return { app, installers: [], dispose: () => rm(folder, { recursive: true }) }
}
