import { isWriting, parseChord } from '../../../shared/shortcuts/chord.ts'
import { isMac } from './keyboard.ts'

/** Places in which a key that writes belongs to what is there: text fields, and lists that jump to a name. */
const TYPING =
  'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog], [role=alertdialog]'
/** A place that waits for whatever key comes. */
const LISTENING = '[data-listening="true"]'

/** Whether a plain key belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null
}

/** Whether a key belongs to what has the focus, and is no shortcut there. */
export function isTakenByTarget(event: KeyboardEvent, chord: string): boolean {
  const { target } = event
  if (!(target instanceof Element)) return false
  if (target.closest(LISTENING) !== null) return true
  return isTyping(target) && isTyped(event, chord)
}

function isTyped(event: KeyboardEvent, chord: string): boolean {
  // An input method is at work, e.g. on a Hangul syllable (W3C UI Events, section 3.7.3).
  if (event.isComposing || event.getModifierState('AltGraph')) return true
  const parsed = parseChord(chord)
  if (parsed === null) return false
  // Alt writes signs on a Mac.
  const writesByAlt = isMac && event.altKey && !event.ctrlKey && !event.metaKey
  return isWriting(writesByAlt ? { ...parsed, modifiers: [] } : parsed)
}
