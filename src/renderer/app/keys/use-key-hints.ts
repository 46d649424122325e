import type { LocalAction } from '../../../shared/model/shortcut.ts'
import { ariaKeys, spokenKeys, writtenKeys } from '../../../shared/shortcuts/key-names.ts'
import { useKeyboard } from './keyboard.ts'
import { useBindings } from './use-bindings.ts'

/** What a screen says of the keys of an action. */
export interface KeyHint {
  /** The value of `aria-keyshortcuts`; undefined where there is no key. */
  readonly aria: string | undefined
  /** The first chord; null where there is none. */
  readonly chord: string | null
  /** The first chord in words, to be read aloud; empty where there is none. */
  readonly spoken: string
  /** A text with the first chord behind it: `Preferences (Ctrl+,)`. */
  after(text: string): string
}

export function useKeyHints(): (action: LocalAction) => KeyHint {
  const keyboard = useKeyboard()
  const bindings = useBindings()
  return (action) => {
    const chords = bindings[action]
    const [chord = null] = chords
    return {
      chord,
      aria: chords.length === 0 ? undefined : ariaKeys(chords, keyboard),
      spoken: chord === null ? '' : spokenKeys(chord, keyboard),
      after: (text) => (chord === null ? text : `${text} (${writtenKeys(chord, keyboard)})`),
    }
  }
}
