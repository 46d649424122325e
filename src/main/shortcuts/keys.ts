import type { CallPresence } from '../../shared/call/call.ts'
import { IDLE_PRESENCE } from '../../shared/call/presence.ts'
import type { Host, ShellCommand } from '../../shared/host.ts'
import {
  GLOBAL_ACTIONS,
  type GlobalAction,
  type KeyStatus,
  type TalkKey,
} from '../../shared/model/shortcut.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { globalBindings, globalFault } from '../../shared/shortcuts/bindings.ts'
import { createStore } from '../../shared/store.ts'
import { actionCommand } from './action-command.ts'
import type { GlobalKeys } from './global-keys.ts'
import type { KeyHook } from './key-hook.ts'
import type { PortalKeys, PortalShortcut } from './portal-keys.ts'
import { toPortalTrigger } from './portal-trigger.ts'

type KeySettings = Pick<Settings, 'globalShortcuts' | 'talkKey' | 'talkMode'>
/** What the desktop's dialog calls a shortcut. */
export type KeyNames = Readonly<Record<GlobalAction | 'talk', string>>

/** What hears the keys: the system and the hook, or the desktop's portal. */
export type KeySource =
  | { readonly by: 'system'; readonly global: GlobalKeys; readonly hook: KeyHook }
  | { readonly by: 'portal'; readonly portal: PortalKeys }

/** What a source tells, whichever it is. */
export interface KeyListener {
  act(action: GlobalAction): void
  talk(pressed: boolean): void
  talkStatus(status: KeyStatus['talk']): void
  portalKey(id: string, pressed: boolean): void
  portalBound(assigned: ReadonlyMap<string, string> | null): void
}

/** Keys that work while another app has the focus: follows the settings, and turns presses into commands. */
export interface Keys {
  readonly port: Pick<NonNullable<Host['shell']>, 'onKeys'>
  setSettings(settings: KeySettings): void
  setPresence(presence: CallPresence): void
  /** Does what a key would do, for the command line. False when there is no call that it could mean. */
  act(action: GlobalAction): boolean
  talk(how: 'down' | 'up' | 'toggle'): void
  /** Nobody is at the keys: what is held counts as let go, also where its release was never seen. */
  pause(): void
  resume(): void
  stop(): void
}

export interface KeysParts {
  readonly createSource: (listener: KeyListener) => KeySource
  readonly command: (command: ShellCommand) => void
  readonly names: () => KeyNames
}

export function createKeys(parts: KeysParts): Keys {
  let presence = IDLE_PRESENCE
  let settings: KeySettings | null = null
  let isTalking = false
  const status = createStore<KeyStatus>({ by: 'system', refused: [], talk: 'off', assigned: {} })
  const setStatus = (change: Partial<KeyStatus>): void => status.update((now) => ({ ...now, ...change }))
  const talk = (pressed: boolean): void => {
    isTalking = pressed
    parts.command({ type: 'talk', pressed })
  }
  const act = (action: GlobalAction): boolean => {
    const command = actionCommand(action, presence)
    if (command !== null) parts.command(command)
    return command !== null
  }
  const source = parts.createSource({
    act: (action) => void act(action),
    talk,
    talkStatus: (state) => setStatus({ talk: state }),
    portalKey(id, pressed) {
      if (id === 'talk') return talk(pressed)
      const action = GLOBAL_ACTIONS.find((known) => known === id)
      if (pressed && action !== undefined) act(action)
    },
    portalBound(assigned) {
      const wanted = settings === null ? [] : wishesOf(settings, parts.names())
      const refused = GLOBAL_ACTIONS.filter(
        (action) => wanted.some(({ id }) => id === action) && assigned?.has(action) !== true,
      )
      const isTalkWanted = wanted.some(({ id }) => id === 'talk')
      const isTalkHeard = assigned?.has('talk') === true
      setStatus({
        refused,
        talk: isTalkWanted ? (isTalkHeard ? 'heard' : 'failed') : 'off',
        assigned: assigned === null ? {} : Object.fromEntries(assigned),
      })
    },
  })
  setStatus({ by: source.by })

  const apply = (next: KeySettings): void => {
    if (source.by === 'portal') {
      const wishes = wishesOf(next, parts.names())
      if (wishes.some(({ id }) => id === 'talk')) setStatus({ talk: 'starting' })
      return source.portal.bind(wishes)
    }
    setStatus({ refused: source.global.bind(globalBindings(next.globalShortcuts)) })
    source.hook.watch(talkKeyOf(next))
  }

  return {
    port: {
      onKeys(listener) {
        listener(status.get())
        return status.subscribe(() => listener(status.get()))
      },
    },
    setSettings(next) {
      const { globalShortcuts, talkKey, talkMode } = next
      const chosen = { globalShortcuts, talkKey, talkMode }
      if (JSON.stringify(chosen) === JSON.stringify(settings)) return
      settings = chosen
      apply(chosen)
    },
    setPresence(next) {
      presence = next
    },
    act,
    talk: (how) => talk(how === 'toggle' ? !isTalking : how === 'down'),
    pause() {
      if (source.by === 'portal') source.portal.letGo()
      else source.hook.pause()
      // The command line holds a key too.
      if (isTalking) talk(false)
    },
    resume() {
      if (source.by === 'system') source.hook.resume()
    },
    stop() {
      if (source.by === 'portal') source.portal.close()
      else {
        source.hook.stop()
        source.global.bind(globalBindings({}))
      }
    },
  }
}

/** Only who wants to hold a key, to talk or to be silent, has one listened for. */
function talkKeyOf({ talkMode, talkKey }: KeySettings): TalkKey {
  return talkMode === 'push-to-talk' || talkMode === 'push-to-mute' ? talkKey : { kind: 'none' }
}

function wishesOf(settings: KeySettings, names: KeyNames): PortalShortcut[] {
  const bindings = globalBindings(settings.globalShortcuts)
  const actions = GLOBAL_ACTIONS.flatMap((id): PortalShortcut[] => {
    const [chord] = bindings[id]
    if (chord === undefined) return []
    const trigger = globalFault(chord) === null ? toPortalTrigger(chord) : null
    return [{ id, description: names[id], trigger }]
  })
  const key = talkKeyOf(settings)
  if (key.kind === 'none') return actions
  const trigger = key.kind === 'keyboard' ? toPortalTrigger(key.code) : null
  return [...actions, { id: 'talk', description: names.talk, trigger }]
}
