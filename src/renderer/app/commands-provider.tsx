import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react'
import type { ScreenCommand } from '../../shared/host.ts'
import type { CommandDesk } from '../host/command-desk.ts'

const CommandsContext = createContext<CommandDesk | null>(null)

export function CommandsProvider({
  desk,
  children,
}: {
  readonly desk: CommandDesk
  readonly children: ReactNode
}) {
  return <CommandsContext value={desk}>{children}</CommandsContext>
}

/** Does what the desktop asks of the screens, for as long as this one is drawn. */
export function useScreenCommands(obey: (command: ScreenCommand) => void): void {
  const desk = useContext(CommandsContext)
  if (desk === null) throw new Error('useScreenCommands is used outside of CommandsProvider')
  const latest = useRef(obey)
  useEffect(() => {
    latest.current = obey
  })
  useEffect(() => desk.onScreenCommand((command) => latest.current(command)), [desk])
}
