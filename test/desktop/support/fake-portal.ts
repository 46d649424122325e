import { sessionBus } from 'dbus-native'

const NAME = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'

type Options = Readonly<Record<string, string>>
type Asked = [id: string, options: Options][]

/** A desktop of Wayland, as far as an app sees it: it gives global shortcuts, and says when its screen is locked. */
export interface FakePortal {
  /** What was asked for last, by id. */
  readonly asked: () => Readonly<Record<string, Options>>
  /** A person says no to the next dialog. */
  refuseNext(): void
  press(id: string): void
  release(id: string): void
  /** The person chose another key in the desktop's own settings. */
  reassign(id: string, description: string): void
  lockScreen(isLocked: boolean): void
  /** The desktop's part of it ends, as when it crashed. */
  end(): Promise<void>
}

export async function startFakePortal(busAddress: string): Promise<FakePortal> {
  const bus = sessionBus({ busAddress })
  let asked: Record<string, Options> = {}
  let isRefusing = false
  let session = ''

  /** Answers as a Request object does: its path is known before (org.freedesktop.portal.Request). */
  const respond = (sender: string, token: string, isDone: boolean, results: unknown[]): string => {
    const path = `${PATH}/request/${sender.slice(1).replaceAll('.', '_')}/${token}`
    bus.sendSignal(path, 'org.freedesktop.portal.Request', 'Response', 'ua{sv}', [isDone ? 0 : 1, results])
    return path
  }
  const answer = (member: string, handle: (sender: string, ...args: never[]) => string): void =>
    bus.setMethodCallHandler(PATH, SHORTCUTS, member, [
      (...args: unknown[]) => {
        const { sender } = args.pop() as { readonly sender: string }
        return handle(sender, ...(args as never[]))
      },
      'o',
    ])
  answer('CreateSession', (sender, options: Options) => {
    session = `${PATH}/session/${options['session_handle_token']}`
    return respond(sender, options['handle_token']!, true, [['session_handle', ['s', session]]])
  })
  answer('BindShortcuts', (sender, _session: string, shortcuts: Asked, _parent: string, options: Options) => {
    asked = Object.fromEntries(shortcuts)
    const given = shortcuts.map(([id, { preferred_trigger: trigger }]) => [
      id,
      [['trigger_description', ['s', trigger === undefined ? 'chosen by hand' : `Press ${trigger}`]]],
    ])
    const isDone = !isRefusing
    isRefusing = false
    return respond(sender, options['handle_token']!, isDone, [['shortcuts', ['a(sa{sv})', given]]])
  })
  await bus.requestName(NAME, 0)

  const signal = (member: string, signature: string, body: unknown[]): void =>
    bus.sendSignal(PATH, SHORTCUTS, member, signature, [session, ...body])
  return {
    asked: () => asked,
    refuseNext: () => void (isRefusing = true),
    press: (id) => signal('Activated', 'osta{sv}', [id, 0, []]),
    release: (id) => signal('Deactivated', 'osta{sv}', [id, 0, []]),
    reassign: (id, description) =>
      signal('ShortcutsChanged', 'oa(sa{sv})', [[[id, [['trigger_description', ['s', description]]]]]]),
    lockScreen: (isLocked) =>
      bus.sendSignal('/ScreenSaver', 'org.freedesktop.ScreenSaver', 'ActiveChanged', 'b', [isLocked]),
    end: () => bus.close(),
  }
}
