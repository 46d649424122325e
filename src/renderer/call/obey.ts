import type { CallCommand } from '../../shared/host.ts'
import { assertNever } from '../../shared/result.ts'
import type { CallSession } from './session.ts'

/** Does the same as the buttons of a screen, for the tray, a shortcut or the command line. */
export function obey(session: CallSession, command: CallCommand): void {
  switch (command.type) {
    case 'toggle-mute': {
      const { mutedWish, deafened } = session.state.get()
      return session.setMuted(!mutedWish && !deafened)
    }
    case 'talk':
      return session.press(command.pressed)
    case 'dial':
      return void session.dial(command.name)
    case 'accept':
      return session.accept(command.callId)
    case 'decline':
      return session.decline(command.callId, command.note)
    case 'ignore':
      return session.ignore(command.callId)
    case 'end':
      return session.end(command.callId)
    case 'hold':
      return session.setHeld(command.callId, command.held)
    default:
      return assertNever(command)
  }
}
