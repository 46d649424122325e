import { readdir, rm } from 'node:fs/promises'
import { arch, release, type, version } from 'node:os'
import { join } from 'node:path'
import { Notification, type App, type Session, type Shell } from 'electron'
import { appError } from '../shared/errors.ts'
import type { HostCore } from '../shared/host-core.ts'
import type { Host, Outcome } from '../shared/host.ts'
import { err, ok } from '../shared/result.ts'
import type { LaunchCommand } from './launch-command.ts'
import type { ShellTexts } from './shell/shell-texts.ts'

/** What Tincan has made in its folder. Others may have put things there: the person may choose any folder. */
const OURS = /^(tincan\.db(-wal|-shm|\.corrupt-.*)?|server|logs)$/

export interface ComputerParts {
  readonly app: Pick<App, 'relaunch' | 'exit'>
  readonly shell: Pick<Shell, 'openPath' | 'openExternal'>
  readonly platform: string
  readonly session: Pick<Session, 'clearStorageData' | 'clearCache'>
  readonly core: Pick<HostCore, 'abandonCalls' | 'settings'>
  readonly dataFolder: string
  readonly logFolder: string
  readonly texts: () => ShellTexts
  readonly command: LaunchCommand
  /** Lets everything go that main holds, the log too. */
  readonly close: () => void
}

/** Which of its methods the page is offered, the preload script decides. */
export type DesktopComputer = NonNullable<Host['computer']> & { openMicrophonePage(): Outcome }

const MICROPHONE_PAGES: Readonly<Record<string, string>> = {
  darwin: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
  win32: 'ms-settings:privacy-microphone',
}

export function createComputer(parts: ComputerParts): DesktopComputer {
  const { app, shell, session, core, dataFolder, logFolder } = parts
  /** A notification that nobody holds is collected. */
  let shown: Notification | null = null
  return {
    facts: async () =>
      ok({
        // Elsewhere its version says how the kernel was built.
        system: `${process.platform === 'win32' ? version() : type()} ${release()} (${arch()})`,
        electron: process.versions['electron'] ?? '',
        chromium: process.versions['chrome'] ?? '',
        dataFolder,
        logFolder,
      }),
    async open(folder) {
      const fault = await shell.openPath(folder === 'data' ? dataFolder : logFolder)
      return fault === '' ? ok(null) : err(appError('file-unreadable', fault))
    },
    async testNotification() {
      if (!Notification.isSupported()) return err(appError('notifications-unsupported'))
      const { testTitle, testText } = parts.texts()
      shown?.close()
      shown = new Notification({ title: testTitle, body: testText, silent: true })
      shown.show()
      return ok(null)
    },
    async openMicrophonePage() {
      const page = MICROPHONE_PAGES[parts.platform]
      if (page === undefined) return err(appError('bad-request', 'this system has no such page'))
      await shell.openExternal(page)
      return ok(null)
    },
    async reset() {
      // The system starts nothing at login that is as new.
      await core.settings.update({ startAtLogin: false })
      await core.abandonCalls().catch(() => {})
      parts.close()
      await forgetFiles(dataFolder)
      await Promise.all([session.clearStorageData(), session.clearCache()])
      const [execPath, ...args] = parts.command
      app.relaunch({ execPath, args })
      app.exit(0)
      return ok(null)
    },
  }
}

/** The database with its sealed keys, the server of this computer and the logs. */
async function forgetFiles(folder: string): Promise<void> {
  const names = await readdir(folder)
  const ours = names.filter((name) => OURS.test(name))
  await Promise.all(
    ours.map((name) => rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 })),
  )
}
