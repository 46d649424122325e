import { Notification } from 'electron'
import type { ShellCommand } from '../../shared/host.ts'
import type { CallId } from '../../shared/ids.ts'
import { toCallNote } from '../../shared/model/call-note.ts'
import type { ShellTexts } from '../shell/shell-texts.ts'
import type { IncomingNotice } from './panel-view.ts'

export interface IncomingNoticesParts {
  readonly texts: () => ShellTexts
  readonly command: (command: ShellCommand) => void
  readonly open: () => void
}

/** Notifications of the operating system, one for each call that rings and for as long as it does. */
export interface IncomingNotices {
  draw(notices: readonly IncomingNotice[]): void
}

export function createIncomingNotices({ texts, command, open }: IncomingNoticesParts): IncomingNotices {
  const shown = new Map<CallId, Notification>()

  const show = ({ callId, title }: IncomingNotice): Notification => {
    const { accept, decline, declineWith } = texts()
    const notification = new Notification({
      title,
      // Tincan rings itself.
      silent: true,
      // It stays as long as the ring does; it is closed from here.
      timeoutType: 'never',
      urgency: 'critical',
      actions: [
        { type: 'button', text: accept },
        { type: 'button', text: decline },
      ],
      hasReply: true,
      replyPlaceholder: declineWith,
    })
    notification.on('click', open)
    notification.on('action', ({ actionIndex }) =>
      command({ type: actionIndex === 0 ? 'accept' : 'decline', callId }),
    )
    notification.on('reply', ({ reply }) =>
      command({ type: 'decline', callId, note: toCallNote(reply) ?? undefined }),
    )
    notification.show()
    return notification
  }

  return {
    draw(notices) {
      if (!Notification.isSupported()) return
      for (const [callId, notification] of shown) {
        if (notices.some((notice) => notice.callId === callId)) continue
        shown.delete(callId)
        notification.close()
      }
      for (const notice of notices) {
        if (!shown.has(notice.callId)) shown.set(notice.callId, show(notice))
      }
    },
  }
}
