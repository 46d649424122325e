import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesktop, buildWeb } from './bundles.ts'
import { root } from './run.ts'

/** The newest change below a folder, in milliseconds since the Unix epoch. */
function newestChange(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs))
}

/** Whether `output` is missing or older than the sources of the screens. */
export function isStale(output: string): boolean {
  if (!existsSync(output)) return true
  const builtAt = statSync(output).mtimeMs
  return [join(root, 'src')].some((folder) => newestChange(folder) > builtAt)
}

export async function buildWebIfNeeded(): Promise<void> {
  if (!isStale(join(root, 'out/web/index.html'))) return
  console.log('Building the browser version ...')
  await buildWeb()
}

/** The desktop app also serves the browser version to others. */
export async function buildDesktopIfNeeded(): Promise<void> {
  await buildWebIfNeeded()
  if (!isStale(join(root, 'out/main/main.js'))) return
  console.log('Building the desktop app ...')
  await buildDesktop()
}
