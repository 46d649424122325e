import { z } from 'zod'
import { openPortalBus, type PortalBus } from './portal-bus.ts'

const PATH = '/org/freedesktop/portal/desktop'
const Session = z.object({ session_handle: z.string() })
const Shortcut = z.tuple([z.string(), z.record(z.string(), z.unknown())])
const Bound = z.object({ shortcuts: z.array(Shortcut) })
/** Activated and Deactivated: the session, the id of the shortcut, and more. */
const Press = z.tuple([z.string(), z.string()]).rest(z.unknown())
const Changed = z.tuple([z.string(), z.array(Shortcut)])

/** A key as the portal is asked for it. A person may choose another one in the desktop's dialog. */
export interface PortalShortcut {
  readonly id: string
  readonly description: string
  /** Null lets the person choose. */
  readonly trigger: string | null
}

/** Keys of the desktop on Wayland, where no app sees the keyboard of others (org.freedesktop.portal.GlobalShortcuts). */
export interface PortalKeys {
  /** Asks for these instead of those before. */
  bind(shortcuts: readonly PortalShortcut[]): void
  /** What is held counts as let go. */
  letGo(): void
  close(): void
}

export interface PortalKeysParts {
  readonly busAddress: string
  /** The app id under which a desktop keeps what was chosen. */
  readonly appId: string
  readonly onKey: (id: string, pressed: boolean) => void
  /** The shortcuts that there are now, with what the desktop says of their keys; null when there can be none. */
  readonly onBound: (assigned: ReadonlyMap<string, string> | null) => void
}

export function createPortalKeys(parts: PortalKeysParts): PortalKeys {
  let bus: PortalBus | null = null
  let session: string | null = null
  let wish = 0
  const held = new Set<string>()

  const letGo = (): void => {
    for (const id of held) parts.onKey(id, false)
    held.clear()
  }
  const end = (): void => {
    letGo()
    session = null
    bus?.close()
    bus = null
  }
  const handle = (member: string, body: readonly unknown[]): void => {
    if (member === 'Activated' || member === 'Deactivated') {
      const press = Press.safeParse(body)
      if (!press.success || press.data[0] !== session) return
      const id = press.data[1]
      if (member === 'Activated') held.add(id)
      else held.delete(id)
      parts.onKey(id, member === 'Activated')
    }
    if (member === 'ShortcutsChanged') {
      const changed = Changed.safeParse(body)
      if (changed.success && changed.data[0] === session) parts.onBound(triggersOf(changed.data[1]))
    }
  }

  const connect = async (): Promise<PortalBus> => {
    const opened = await openPortalBus(parts.busAddress)
    opened.onSignal(handle)
    opened.onGone(() => {
      if (bus !== opened) return
      end()
      parts.onBound(null)
    })
    // Tells a desktop whose shortcuts these are; older ones know it by the desktop file, and have no such method.
    await opened
      .call(PATH, 'org.freedesktop.host.portal.Registry', 'Register', 'sa{sv}', [parts.appId, []])
      .catch(() => {})
    return opened
  }

  /** Shortcuts belong to a session and are bound in it once, so that others take a new one. */
  const open = async (shortcuts: readonly PortalShortcut[], mine: number): Promise<void> => {
    const opened = await connect()
    if (mine !== wish) return opened.close()
    bus = opened
    const created = await opened.request('CreateSession', 'a{sv}', (token) => [
      [
        ['handle_token', ['s', token]],
        ['session_handle_token', ['s', token]],
      ],
    ])
    if (mine !== wish) return
    session = Session.parse(created).session_handle
    const bound = await opened.request('BindShortcuts', 'oa(sa{sv})sa{sv}', (token) => [
      session,
      shortcuts.map(({ id, description, trigger }) => [
        id,
        [
          ['description', ['s', description]],
          ...(trigger === null ? [] : [['preferred_trigger', ['s', trigger]]]),
        ],
      ]),
      '',
      [['handle_token', ['s', token]]],
    ])
    if (mine === wish) parts.onBound(triggersOf(Bound.parse(bound).shortcuts))
  }

  return {
    bind(shortcuts) {
      const mine = ++wish
      end()
      if (shortcuts.length === 0) return parts.onBound(new Map())
      open(shortcuts, mine).catch((error: unknown) => {
        if (mine !== wish) return
        console.error('The desktop gives no global keys:', error instanceof Error ? error.message : error)
        end()
        parts.onBound(null)
      })
    },
    letGo,
    close() {
      wish += 1
      end()
    },
  }
}

function triggersOf(shortcuts: readonly z.infer<typeof Shortcut>[]): Map<string, string> {
  return new Map(
    shortcuts.map(([id, values]) => {
      const trigger = z.string().safeParse(values['trigger_description'])
      return [id, trigger.success ? trigger.data.slice(0, 256) : '']
    }),
  )
}
