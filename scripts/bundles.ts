import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { gatherDesktopLicences, gatherWebLicences } from './licences.ts'
import { bin, root, run } from './run.ts'

/** The browser version with its licences, into out/web. Ends the process when it cannot be built. */
export async function buildWeb(): Promise<void> {
  const code = await run(bin('vite'), ['build', '--config', 'vite.web.config.ts', '--logLevel', 'warn'])
  if (code !== 0) process.exit(code)
  gatherWebLicences()
}

/** The desktop's bundles with the tray icons and the licences, into out/. */
export async function buildDesktop(): Promise<void> {
  const code = await run(bin('electron-vite'), ['build', '--logLevel', 'warn'])
  if (code !== 0) process.exit(code)
  gatherDesktopLicences()
  for (const system of ['linux', 'win32', 'darwin']) {
    cpSync(join(root, 'build/tray', system), join(root, 'out/tray', system), { recursive: true })
  }
}
