import { uIOhook, type UiohookKeyboardEvent, type UiohookMouseEvent } from 'uiohook-napi'
import { createHeldChord, type HeldChord } from '../../shared/shortcuts/held-chord.ts'
import type { TalkKey } from '../../shared/model/shortcut.ts'
import { codeOfHook } from './hook-codes.ts'
import { ALIVE_EVERY_MS, HookOrder, type HookReport } from './hook-messages.ts'

// The key hook, in a process of its own: it sees every key of the person, so it tells main of one only; and without a
// display it takes its process down.

/** What Electron gives a utility process besides Node. */
interface ParentPort {
  postMessage(message: HookReport): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}
declare const process: NodeJS.Process & { readonly parentPort: ParentPort }

let key: TalkKey = { kind: 'none' }
let held: HeldChord | null = null
let isPressed = false

const say = (report: HookReport): void => process.parentPort.postMessage(report)

function setPressed(pressed: boolean): void {
  if (pressed === isPressed) return
  isPressed = pressed
  say({ type: 'talk', pressed })
}

function onKey(event: UiohookKeyboardEvent, pressed: boolean): void {
  const code = codeOfHook(event.keycode)
  if (code === null) return
  const { ctrlKey, altKey, shiftKey, metaKey } = event
  const change = held?.take({ code, pressed, ctrlKey, altKey, shiftKey, metaKey })
  if (change != null) setPressed(change)
}

function onButton(event: UiohookMouseEvent, pressed: boolean): void {
  if (key.kind === 'mouse' && event.button === key.button) setPressed(pressed)
}

function obey(order: HookOrder): void {
  setPressed(false)
  if (order.type === 'stop') {
    uIOhook.stop()
    process.exit(0)
  }
  key = order.key
  held = key.kind === 'keyboard' ? createHeldChord(key.code) : null
  say({ type: 'ready' })
}

process.parentPort.on('message', ({ data }) => {
  const order = HookOrder.safeParse(data)
  if (order.success) obey(order.data)
})
uIOhook.on('keydown', (event) => onKey(event, true))
uIOhook.on('keyup', (event) => onKey(event, false))
uIOhook.on('mousedown', (event) => onButton(event, true))
uIOhook.on('mouseup', (event) => onButton(event, false))
try {
  uIOhook.start()
  setInterval(() => say({ type: 'alive' }), ALIVE_EVERY_MS)
} catch {
  say({ type: 'failed' })
}
