import type { TalkKey } from '../../../shared/model/shortcut.ts'
import { isWriting, parseChord } from '../../../shared/shortcuts/chord.ts'
import { createHeldChord } from '../../../shared/shortcuts/held-chord.ts'
import { toTalkButton } from './mouse-buttons.ts'
import { isTyping } from './taken-by-target.ts'

/**
 * Tells when the talk key goes down and up while this window is in front; the returned function ends that. A key that
 * can be seen no more is let go.
 */
export function watchTalkKey(key: TalkKey, press: (pressed: boolean) => void): () => void {
  const gone = new AbortController()
  const options = { capture: true, signal: gone.signal }
  let isHeld = false
  const set = (pressed: boolean): void => {
    if (pressed !== isHeld) press(pressed)
    isHeld = pressed
  }
  const held = createHeldChord(key.kind === 'keyboard' ? key.code : '')
  const handleKey = (event: KeyboardEvent): void => {
    const pressed = event.type === 'keydown'
    if (key.kind !== 'keyboard' || (pressed && isTyped(event, key.code))) return
    const { code, ctrlKey, altKey, shiftKey, metaKey } = event
    const change = held.take({ code, ctrlKey, altKey, shiftKey, metaKey, pressed })
    if (change !== null) set(change)
    // It shall not press the button that has the focus as well.
    if (isHeld && code === parseChord(key.code)?.code) event.preventDefault()
  }
  const handleMouse = (event: MouseEvent): void => {
    if (key.kind !== 'mouse' || toTalkButton(event.button) !== key.button) return
    // Those at the side would turn pages.
    event.preventDefault()
    set(event.type === 'mousedown')
  }
  const letGo = (): void => {
    held.reset()
    set(false)
  }
  addEventListener('keydown', handleKey, options)
  addEventListener('keyup', handleKey, options)
  addEventListener('mousedown', handleMouse, options)
  addEventListener('mouseup', handleMouse, options)
  addEventListener('blur', letGo, options)
  document.addEventListener('visibilitychange', letGo, options)
  return () => {
    gone.abort()
    letGo()
  }
}

function isTyped({ target }: KeyboardEvent, chord: string): boolean {
  const parsed = parseChord(chord)
  return isTyping(target) && parsed !== null && isWriting(parsed)
}
