import type { Account, ScreenCommand } from '../../../shared/host.ts'
import { isSameServer } from '../../../shared/links.ts'
import { AddLinkDialog } from './add-link-dialog.tsx'
import { CallLinkDialog } from './call-link-dialog.tsx'
import { OtherServerDialog } from './other-server-dialog.tsx'

export type AskedLink = Extract<ScreenCommand, { type: 'ask-dial' | 'ask-add' }>

interface LinkDialogProps {
  readonly link: AskedLink
  readonly account: Account
  readonly onClose: () => void
}

/** Asks before a link does anything: it may come from anybody. */
export function LinkDialog({ link, account, onClose }: LinkDialogProps) {
  const { name, server } = link
  if (server !== null && !isSameServer(server, account.server)) {
    return <OtherServerDialog name={name} server={server} account={account} onClose={onClose} />
  }
  if (link.type === 'ask-dial') return <CallLinkDialog name={name} onClose={onClose} />
  return <AddLinkDialog name={name} linkKey={link.key} onClose={onClose} />
}
