import type { UtilityProcess, utilityProcess } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import type { KeyStatus, TalkKey } from '../../shared/model/shortcut.ts'
import { parseChord } from '../../shared/shortcuts/chord.ts'
import { HOOK_CODES } from './hook-codes.ts'
import { ALIVE_EVERY_MS, HookReport, type HookOrder } from './hook-messages.ts'

/** A hook that said nothing for this long hangs, in milliseconds; a key that it holds down counts as let go. */
const SILENT_MS = 4 * ALIVE_EVERY_MS
/** How long a hook may take to end by itself, in milliseconds. */
const END_LIMIT_MS = 1_000

/** The talk key while any app has the focus, on X11, Windows and macOS. */
export interface KeyHook {
  /** Listens for this key; for none it ends. */
  watch(key: TalkKey): void
  /** Hears nothing until `resume`: what is typed to unlock a screen is nothing for us, and a key that got stuck is let go. */
  pause(): void
  resume(): void
  stop(): void
}

export interface KeyHookParts {
  readonly fork: typeof utilityProcess.fork
  readonly file: string
  readonly clock: Pick<Clock, 'setTimer'>
  /** Whether the system lets us see keys; on macOS a person has to allow it, and is asked by this. */
  readonly isPermitted: () => boolean
  readonly onTalk: (pressed: boolean) => void
  readonly onStatus: (status: KeyStatus['talk']) => void
}

/** Whether the hook has a number for it: not every key of the browser has one. */
function canBeHeard(key: TalkKey): boolean {
  return key.kind !== 'keyboard' || HOOK_CODES.has(parseChord(key.code)?.code ?? '')
}

export function createKeyHook(parts: KeyHookParts): KeyHook {
  let key: TalkKey = { kind: 'none' }
  let child: UtilityProcess | null = null
  let isPaused = false
  /** It ran when the pause began, or was wanted meanwhile. */
  let isDue = false
  let isPressed = false
  let cancelWatch = (): void => {}

  const setPressed = (pressed: boolean): void => {
    if (pressed === isPressed) return
    isPressed = pressed
    parts.onTalk(pressed)
  }
  const say = (to: UtilityProcess, order: HookOrder): void => to.postMessage(order)
  const forget = (): void => {
    cancelWatch()
    child = null
    setPressed(false)
  }
  const watchAlive = (mine: UtilityProcess): void => {
    cancelWatch()
    cancelWatch = parts.clock.setTimer(SILENT_MS, () => {
      mine.kill()
      setPressed(false)
    })
  }
  const start = (): void => {
    if (!parts.isPermitted()) return parts.onStatus('not-permitted')
    parts.onStatus('starting')
    const mine = parts.fork(parts.file, [], { serviceName: 'Tincan keys' })
    child = mine
    watchAlive(mine)
    mine.on('message', (message: unknown) => {
      const report = HookReport.safeParse(message)
      if (!report.success || child !== mine) return
      watchAlive(mine)
      if (report.data.type === 'talk') setPressed(report.data.pressed)
      if (report.data.type === 'ready') parts.onStatus('heard')
      if (report.data.type === 'failed') mine.kill()
    })
    // The key of now: a person may have chosen another one meanwhile.
    mine.once('spawn', () => child === mine && say(mine, { type: 'watch', key }))
    // It is not started again by itself: what took it down, e.g. that there is no display, would do so again.
    mine.once('exit', () => {
      if (child !== mine) return
      forget()
      parts.onStatus('failed')
    })
  }
  const stop = (): void => {
    if (child === null) return
    const mine = child
    forget()
    const cancelKill = parts.clock.setTimer(END_LIMIT_MS, () => mine.kill())
    mine.once('exit', cancelKill)
    say(mine, { type: 'stop' })
  }
  return {
    watch(next) {
      key = next
      if (key.kind === 'none' || !canBeHeard(key)) {
        stop()
        isDue = false
        return parts.onStatus(key.kind === 'none' ? 'off' : 'failed')
      }
      if (isPaused) isDue = true
      else if (child === null) start()
      else {
        parts.onStatus('starting')
        say(child, { type: 'watch', key })
      }
    },
    pause() {
      if (isPaused) return
      isPaused = true
      isDue = child !== null
      stop()
    },
    resume() {
      isPaused = false
      if (isDue) start()
      isDue = false
    },
    stop,
  }
}
