import type { AppUpdater } from 'electron-updater'
import { isFeedSigned } from './feed-signature.ts'

/** What finds, fetches and puts in place. Its methods reject with an error that `updateError` can read. */
export interface Updater {
  /** The newer version that the feed offers, or null. */
  check(): Promise<string | null>
  /** Fetches what `check` found; `onShare` gets 0 to 1. */
  download(onShare: (share: number) => void): Promise<void>
  /** Ends the app and starts the new version. Throws when it could not be put in place, and then nothing ends. */
  install(): void
}

export class UntrustedFeedError extends Error {
  override readonly name = 'UntrustedFeedError'
}

/** electron-updater's own updater of a system, held to signed feeds and to deeds that were asked for. */
export function createUpdater(updater: AppUpdater, publicKey: string, feed: string): Updater {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // It would number the installations of a staged release; nobody counts ours.
  updater.requestHeaders = { 'x-user-staging-id': '' }
  updater.isUserWithinRollout = () => true
  updater.logger = null
  updater.isUpdateSupported = (info) => {
    if (!isFeedSigned(publicKey, feed, info)) throw new UntrustedFeedError(feed)
    return true
  }
  return {
    async check() {
      const found = await updater.checkForUpdates()
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null
    },
    async download(onShare) {
      const progress = ({ percent }: { percent: number }): void => onShare(Math.min(1, percent / 100))
      updater.on('download-progress', progress)
      try {
        await updater.downloadUpdate()
      } finally {
        updater.off('download-progress', progress)
      }
    },
    install() {
      // What goes wrong is told as an event.
      const failures: Error[] = []
      const keep = (error: Error): void => void failures.push(error)
      updater.on('error', keep)
      // Not silent, and it runs again afterwards.
      updater.quitAndInstall(false, true)
      updater.off('error', keep)
      if (failures[0] !== undefined) throw failures[0]
    },
  }
}
