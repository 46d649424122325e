import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../../../scripts/electron.ts'
import type { Host } from '../../../src/shared/host.ts'

/** How long an app may take to end in order, in milliseconds. */
const END_LIMIT_MS = 10_000

export const root = fileURLToPath(new URL('../../..', import.meta.url))

const standIn = join(root, 'test/desktop/stand-in/electron')
/** The one place that decides what runs the app: TINCAN_ELECTRON, an installed Electron, or the stand-in. */
export const electronPath = (): string => findElectron() ?? standIn
export const isStandIn = electronPath() === standIn

export interface LaunchOptions {
  /** Folder of the profile; without it, a new one that is removed at the end. */
  readonly profile?: string
  /** Flags for Chromium or for Tincan. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** The built app, running. */
export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly profile: string
  /** What the app has written to its standard error. */
  readonly errors: () => string
  /** Quits as the tray does; gives the exit code. */
  quit(): Promise<number | null>
}

declare global {
  interface Window {
    readonly host: Host
  }
}

const running = new Set<ChildProcess>()

/** Ends what still runs, as the system would. */
export async function endApps(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS)
      await exited
      clearTimeout(timer)
    }),
  )
}

const profiles: string[] = []
process.on('exit', () => {
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true })
})

export function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'tincan-profile-'))
  profiles.push(profile)
  return profile
}

export function launchArguments(profile: string, args: readonly string[] = []): string[] {
  return [root, `--profile=${profile}`, '--lang=en-US', ...args]
}

export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const profile = options.profile ?? newProfile()
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: launchArguments(profile, options.args),
    env: { ...(process.env as Record<string, string>), ...options.env },
  })
  const child = electron.process()
  running.add(child)
  child.once('exit', () => running.delete(child))
  let errors = ''
  child.stderr?.on('data', (data: Buffer) => {
    errors += data.toString()
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const page = await pageAt(electron, 'desktop.html')
  // An app that still loads its page would undo what a test does to it, such as loading it again.
  await page.waitForFunction(
    () => 'host' in globalThis && document.readyState === 'complete' && history.length === 1,
  )
  return {
    electron,
    page,
    profile,
    errors: () => errors,
    async quit() {
      // In a call it asks; the answer is yes.
      await electron
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
        })
        .catch(() => {})
      await electron.close()
      return exited
    },
  }
}

/** The window that shows a page of ours, as soon as there is one. */
export async function pageAt(electron: ElectronApplication, file: string): Promise<Page> {
  const isIt = (page: Page): boolean => page.url().split('?')[0]?.endsWith(`/${file}`) === true
  await expect.poll(() => electron.windows().some(isIt), { timeout: 20_000 }).toBe(true)
  return electron.windows().find(isIt)!
}
