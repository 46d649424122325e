import type { CallPresence } from '../../shared/call/call.ts'
import type { Connection } from '../../shared/host.ts'
import { assertNever } from '../../shared/result.ts'

/** What the tray shows for a state of the app. Pure, so that it can be read as a table. */
export interface ShellView {
  readonly status: string
  readonly isInCall: boolean
}

const TEXTS = {
  en: {
    online: 'Online',
    connecting: 'Connecting ...',
    offline: 'Offline',
    calling: 'Calling',
    ringing: 'Incoming call from',
    inCall: 'In a call with',
    muted: 'muted',
    show: 'Show Tincan',
    end: 'End call',
    quit: 'Quit',
  },
  ko: {
    online: '온라인',
    connecting: '연결 중...',
    offline: '오프라인',
    calling: '거는 중:',
    ringing: '걸려 온 전화:',
    inCall: '통화 중:',
    muted: '음소거',
    show: 'Tincan 열기',
    end: '통화 종료',
    quit: '종료',
  },
} as const
export type ShellTexts = (typeof TEXTS)[keyof typeof TEXTS]

export function shellTexts(language: string): ShellTexts {
  return language.startsWith('ko') ? TEXTS.ko : TEXTS.en
}

export function shellView(texts: ShellTexts, presence: CallPresence, connection: Connection): ShellView {
  switch (presence.status) {
    case 'calling':
      return { status: `${texts.calling} ${presence.peer ?? ''}`, isInCall: true }
    case 'ringing':
      return { status: `${texts.ringing} ${presence.peer ?? ''}`, isInCall: false }
    case 'in-call': {
      const muted = presence.muted ? ` (${texts.muted})` : ''
      return { status: `${texts.inCall} ${presence.peer ?? ''}${muted}`, isInCall: true }
    }
    case 'idle':
      return { status: idleStatus(texts, connection), isInCall: false }
    default:
      return assertNever(presence.status)
  }
}

function idleStatus(texts: ShellTexts, connection: Connection): string {
  if (connection.status === 'online') return texts.online
  return connection.status === 'connecting' ? texts.connecting : texts.offline
}
