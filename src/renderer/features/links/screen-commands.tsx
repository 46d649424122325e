import { useState } from 'react'
import type { Account, ScreenCommand } from '../../../shared/host.ts'
import { assertNever } from '../../../shared/result.ts'
import { useScreenCommands } from '../../app/commands-provider.tsx'
import { useOpenSettings } from '../settings/settings-provider.tsx'
import { LinkDialog, type AskedLink } from './link-dialog.tsx'

/** Links that wait while a person decides on one: more than a hand opens come from a page that misbehaves. */
const WAITING_LIMIT = 3

interface ScreenCommandsProps {
  readonly account: Account
  readonly onHistory: () => void
}

/** Does what the desktop around the window asks of the screens. */
export function ScreenCommands({ account, onHistory }: ScreenCommandsProps) {
  const openSettings = useOpenSettings()
  const [links, setLinks] = useState<readonly AskedLink[]>([])
  useScreenCommands((command: ScreenCommand): void => {
    switch (command.type) {
      case 'ask-dial':
      case 'ask-add':
        // Behind the one that is shown: a dialog that changed under the hand would be answered for another link.
        return setLinks((waiting) => [...waiting, command].slice(0, WAITING_LIMIT))
      case 'preferences':
        return openSettings('general')
      case 'history':
        return onHistory()
      default:
        return assertNever(command)
    }
  })
  const [link] = links
  return (
    link !== undefined && (
      <LinkDialog
        key={`${link.type} ${link.name} ${link.server}`}
        link={link}
        account={account}
        onClose={() => setLinks((waiting) => waiting.slice(1))}
      />
    )
  )
}
