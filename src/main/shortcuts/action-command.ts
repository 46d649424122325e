import type { CallPresence } from '../../shared/call/call.ts'
import type { ShellCommand } from '../../shared/host.ts'
import type { GlobalAction } from '../../shared/model/shortcut.ts'
import { assertNever } from '../../shared/result.ts'

/** What an action means for the calls that there are; null when there is none that it could mean. */
export function actionCommand(action: GlobalAction, presence: CallPresence): ShellCommand | null {
  const [ringing] = presence.ringing
  switch (action) {
    case 'answer':
      return ringing === undefined ? null : { type: 'accept', callId: ringing.callId }
    case 'end':
      if (presence.callId === null) return null
      return { type: presence.status === 'ringing' ? 'decline' : 'end', callId: presence.callId }
    case 'toggle-mute':
      return { type: 'toggle-mute' }
    default:
      return assertNever(action)
  }
}
