import type { App } from 'electron'
import { z } from 'zod'
import type { HostCore } from '../shared/host-core.ts'
import type { Connection } from '../shared/host.ts'
import { assertNever } from '../shared/result.ts'
import { HELP, Wish, type AppArguments } from './arguments.ts'
import { linkCommand } from './links.ts'
import type { DesktopShell } from './shell/desktop-shell.ts'
import type { Keys } from './shortcuts/keys.ts'

/** How long a call from the command line waits for the server at a start, in milliseconds. */
const ONLINE_LIMIT_MS = 15_000

/** What a second start hands to the first. */
const Handover = z.object({ wishes: z.array(Wish).max(16), isHidden: z.boolean() })

/**
 * Prints what the command line asks to print, or hands its wishes to the Tincan that runs with this profile already.
 * True when this one is to start.
 */
export function mayStart(
  app: Pick<App, 'requestSingleInstanceLock' | 'exit' | 'getVersion'>,
  { print, wishes, isHidden }: AppArguments,
): boolean {
  if (print !== null) {
    console.log(print === 'help' ? HELP : `Tincan ${app.getVersion()}`)
    app.exit(0)
    return false
  }
  if (app.requestSingleInstanceLock({ wishes, isHidden })) {
    // These are for a Tincan that runs.
    const [first] = wishes
    if (first === undefined || first.type === 'call' || first.type === 'link') return true
    console.error(`Tincan does not run with this profile, so there is nothing to ${describe(first)}.`)
    app.exit(1)
    return false
  }
  console.error(
    wishes.length > 0
      ? `Tincan runs already with this profile. It was asked to ${wishes.map(describe).join(' and to ')}.`
      : `Tincan runs already with this profile.${isHidden ? '' : ' Its window comes to the front.'}`,
  )
  app.exit(0)
  return false
}

/** Says it after "asked to". */
function describe(wish: Wish): string {
  switch (wish.type) {
    case 'call':
      return `call ${wish.name}`
    case 'answer':
      return 'answer'
    case 'end':
      return 'end the call'
    case 'mute':
      return 'mute or unmute'
    case 'talk':
      return `press the key to talk (${wish.how})`
    case 'link':
      return 'open the link'
    default:
      return assertNever(wish)
  }
}

export interface CommandLineParts {
  readonly app: Pick<App, 'on'>
  readonly core: Pick<HostCore, 'state' | 'onState'>
  readonly shell: Pick<DesktopShell, 'command' | 'show'>
  readonly keys: Pick<Keys, 'act' | 'talk'>
  readonly onLink: (listener: (text: string) => void) => void
}

/** Does what this start asked for, and what later ones hand over. */
export function serveCommandLine(parts: CommandLineParts, { wishes }: AppArguments): void {
  const { app, core, shell, keys } = parts
  const openLink = (text: string): void => {
    const command = linkCommand(text)
    shell.show()
    if (command !== null) shell.command(command)
  }
  const fulfil = (wish: Wish): void => {
    switch (wish.type) {
      case 'call':
        // It shows itself whatever else was asked for: a call is nothing to be in without seeing it.
        shell.show()
        return void whenOnline(core).then(() => shell.command({ type: 'dial', name: wish.name }))
      case 'answer':
      case 'end':
        return void keys.act(wish.type)
      case 'mute':
        return void keys.act('toggle-mute')
      case 'talk':
        return keys.talk(wish.how)
      case 'link':
        return openLink(wish.text)
      default:
        return assertNever(wish)
    }
  }
  wishes.forEach(fulfil)
  parts.onLink(openLink)
  app.on('second-instance', (_event, _argv, _folder, data) => {
    // Its command line comes as it was read there: Chromium adds to and sorts the one that Electron tells.
    const handover = Handover.safeParse(data)
    if (!handover.success) return shell.show()
    handover.data.wishes.forEach(fulfil)
    if (handover.data.wishes.length === 0 && !handover.data.isHidden) shell.show()
  })
}

/** Resolves when the server is there, or after a while: then the screen says that it is not. */
async function whenOnline(core: CommandLineParts['core']): Promise<void> {
  const decided = Promise.withResolvers<void>()
  const look = ({ status }: Connection): void => {
    if (status === 'online' || status === 'refused') decided.resolve()
  }
  const stop = core.onState(({ slice, value }) => {
    if (slice === 'connection') look(value)
  })
  const limit = setTimeout(decided.resolve, ONLINE_LIMIT_MS)
  look((await core.state()).connection)
  await decided.promise
  stop()
  clearTimeout(limit)
}
