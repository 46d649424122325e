import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bin, root, run } from './run.ts'

const REACH_TIMEOUT_MS = 5_000
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000
const folder = join(root, 'node_modules', 'electron')

/** The Electron to run: TINCAN_ELECTRON, or the one that `install-electron` fetched. Null when there is none. */
export function findElectron(): string | null {
  const given = process.env['TINCAN_ELECTRON']
  if (given !== undefined && given !== '') return given
  const name = join(folder, 'path.txt')
  if (!existsSync(name)) return null
  const path = join(folder, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(path) ? path : null
}

/** Fetches Electron's binary, which is not part of its package, if the place that has it can be reached. */
export async function fetchElectron(): Promise<string | null> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/'
  if (!(await isReachable(`${mirror}v${version}/SHASUMS256.txt`))) return null
  console.log(`Fetching Electron ${version}, once ...`)
  const code = await run(bin('install-electron'), [], { timeout: DOWNLOAD_TIMEOUT_MS })
  return code === 0 ? findElectron() : null
}

async function isReachable(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(REACH_TIMEOUT_MS)
    return (await fetch(url, { method: 'HEAD', signal })).ok
  } catch {
    return false
  }
}

/** Chromium's sandbox does not run as root on Linux. */
export const electronFlags = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
