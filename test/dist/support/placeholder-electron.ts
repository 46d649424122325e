import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Folders with the files of an Electron that packing reads or changes, and nothing that runs. Electron's own binary need
// not be there to see what would be packed around it.

const ELECTRON_VERSION = '45.4.1'
/** Electron marks its fuses by this text (docs/tutorial/fuses.md), then come a version, a length and the wire. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = ['RunAsNode', 'CookieEncryption', 'NodeOptions', 'NodeCliInspect'] as const
const MORE_FUSES = [
  'EmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers',
] as const
export type Fuse = (typeof FUSES)[number] | (typeof MORE_FUSES)[number]

/** As Electron ships them: running as Node, NODE_OPTIONS, inspecting, file privileges and trap handlers are on. */
const UNTOUCHED = '101100011'

function binary(): Buffer {
  const wire = Buffer.from(UNTOUCHED, 'latin1')
  const padding = Buffer.alloc(64)
  return Buffer.concat([padding, Buffer.from(FUSE_SENTINEL), Buffer.from([1, wire.length]), wire, padding])
}

/** The state of every fuse in a packed binary. */
export function readFuses(file: Buffer): Readonly<Record<Fuse, boolean>> {
  const at = file.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length
  const wire = file.toString('latin1', at + 2, at + 2 + (file[at + 1] ?? 0))
  const names = [...FUSES, ...MORE_FUSES]
  return Object.fromEntries(names.map((name, index) => [name, wire[index] === '1'])) as Record<Fuse, boolean>
}

export async function placeholderForLinux(folder: string): Promise<string> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  await writeFile(join(folder, 'electron'), binary())
  await chmod(join(folder, 'electron'), 0o755)
  await writeFile(join(folder, 'version'), ELECTRON_VERSION)
  for (const language of ['en-US', 'ko', 'fr'])
    await writeFile(join(folder, 'locales', `${language}.pak`), '')
  return folder
}

const plist = (entries: Readonly<Record<string, string>>): string => {
  const keys = Object.entries(entries).map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${keys.join('')}</dict></plist>`
}

/** A folder with an Electron.app. */
export async function placeholderForMac(folder: string): Promise<string> {
  const app = async (path: string, name: string, executable: string): Promise<void> => {
    await mkdir(join(path, 'Contents', 'MacOS'), { recursive: true })
    await mkdir(join(path, 'Contents', 'Resources'), { recursive: true })
    await writeFile(join(path, 'Contents', 'MacOS', executable), '')
    const entries = { CFBundleName: name, CFBundleExecutable: executable, CFBundleIdentifier: 'placeholder' }
    await writeFile(join(path, 'Contents', 'Info.plist'), plist(entries))
  }
  const electron = join(folder, 'Electron.app')
  await app(electron, 'Electron', 'Electron')
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `Electron Helper${kind}`
    await app(join(electron, 'Contents', 'Frameworks', `${helper}.app`), helper, helper)
  }
  const framework = join(electron, 'Contents', 'Frameworks', 'Electron Framework.framework')
  const version = join(framework, 'Versions', 'A')
  for (const language of ['en', 'ko', 'fr']) {
    await mkdir(join(version, 'Resources', `${language}.lproj`), { recursive: true })
    await writeFile(join(version, 'Resources', `${language}.lproj`, 'locale.pak'), '')
  }
  await writeFile(join(version, 'Electron Framework'), binary())
  await symlink('A', join(framework, 'Versions', 'Current'))
  for (const name of ['Electron Framework', 'Resources']) {
    await symlink(join('Versions', 'Current', name), join(framework, name))
  }
  await writeFile(join(folder, 'version'), ELECTRON_VERSION)
  return folder
}
