import { Notification } from 'electron'
import { mayDisturb } from '../../shared/model/do-not-disturb.ts'
import type { HistoryEntry } from '../../shared/model/history.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { ShellTexts } from './shell-texts.ts'

export interface MissedNoticesParts {
  readonly texts: () => ShellTexts
  readonly nameOf: (entry: HistoryEntry) => string
  /** Brings the list of calls to the person. */
  readonly open: () => void
}

/**
 * Tells by the means of the system that a call was missed, once for each. A toast that is left in the list of Windows
 * starts Tincan when it is clicked later on, like its icon: the window says by itself that calls were missed.
 */
export interface MissedNotices {
  /** Looks at the history; what was in it the first time is no news. */
  look(
    history: readonly HistoryEntry[],
    settings: Pick<Settings, 'notifications' | 'notificationNames' | 'doNotDisturb'>,
  ): void
}

export function createMissedNotices({ texts, nameOf, open }: MissedNoticesParts): MissedNotices {
  let known: ReadonlySet<string> | null = null
  /** A notification that nobody holds is collected, and its click with it. */
  const shown = new Map<string, Notification>()

  const tell = (entry: HistoryEntry, hasName: boolean): void => {
    const { missed, missedFrom } = texts()
    const notice = new Notification({
      title: hasName ? missedFrom(nameOf(entry)) : missed(1),
      silent: true,
    })
    notice.on('click', open)
    notice.on('close', () => shown.delete(entry.callId))
    shown.set(entry.callId, notice)
    notice.show()
  }
  return {
    look(history, { notifications, notificationNames, doNotDisturb }) {
      const missed = history.filter(({ outcome, seen }) => outcome === 'missed' && !seen)
      for (const [callId, notice] of shown) {
        // It was looked at, so that the notification has nothing to say any more.
        if (!missed.some((entry) => entry.callId === callId)) notice.close()
      }
      const before = known
      known = new Set(missed.map(({ callId }) => callId))
      // Under "do not disturb" the count in the tray says it.
      const isWanted = notifications && mayDisturb(doNotDisturb, Date.now())
      if (before === null || !isWanted || !Notification.isSupported()) return
      for (const entry of missed) if (!before.has(entry.callId)) tell(entry, notificationNames)
    },
  }
}
