import { createMailbox } from '../../shared/core/mailbox.ts'
import type { CallCommand, Host, ScreenCommand, ShellCommand, Unsubscribe } from '../../shared/host.ts'

/** What the desktop around the window asks, sorted by who does it. Each holds what comes before anybody listens. */
export interface CommandDesk {
  onCallCommand(listener: (command: CallCommand) => void): Unsubscribe
  onScreenCommand(listener: (command: ScreenCommand) => void): Unsubscribe
}

const FOR_SCREENS: Readonly<Record<ScreenCommand['type'], true>> = {
  'ask-dial': true,
  'ask-add': true,
  preferences: true,
  history: true,
}
const isForScreens = (command: ShellCommand): command is ScreenCommand => command.type in FOR_SCREENS

/** Listens to the host once, because main hands out what it held to the first listener: the screens are there later. */
export function createCommandDesk(shell: Host['shell']): CommandDesk {
  const calls = createMailbox<CallCommand>()
  const screens = createMailbox<ScreenCommand>()
  shell?.onCommand((command) => {
    if (isForScreens(command)) screens.post(command)
    else calls.post(command)
  })
  return { onCallCommand: calls.subscribe, onScreenCommand: screens.subscribe }
}
