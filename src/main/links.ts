import type { App } from 'electron'
import { createMailbox } from '../shared/core/mailbox.ts'
import type { ShellCommand, Unsubscribe } from '../shared/host.ts'
import { LINK_SCHEME, parseLink } from '../shared/links.ts'
import type { LaunchCommand } from './launch-command.ts'

/** Links that the system hands to the running app (macOS). Those of before anybody listens are kept. */
export function followLinks(app: Pick<App, 'on'>): (listener: (text: string) => void) => Unsubscribe {
  const links = createMailbox<string>()
  // It may come before the app is ready.
  app.on('open-url', (event, text) => {
    event.preventDefault()
    links.post(text)
  })
  return links.subscribe
}

/** Makes the app the one that opens links; only an installed one, so that a try-out leaves the desktop alone. */
export function registerLinks(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>,
  [program]: LaunchCommand,
): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, program)
}

/** What a link asks of the screen, which asks the person; null for one that is none of ours. */
export function linkCommand(text: string): ShellCommand | null {
  const link = parseLink(text)
  if (link === null) return null
  const { type, name, server, key } = link
  return type === 'call' ? { type: 'ask-dial', name, server } : { type: 'ask-add', name, server, key }
}
