import { modifierOf, parseChord, type KeyState } from './chord.ts'

/** A key that went down or up. */
export type KeyChange = KeyState & { readonly pressed: boolean }

/**
 * Follows one chord that is held down: its key goes down while its modifiers are held, and it ends with the first of
 * them that is let go. Other keys and further modifiers do not matter, because who talks may also be playing.
 */
export interface HeldChord {
  /** Takes a change of any key. True when the chord went down by it, false when it ended, null when neither. */
  take(change: KeyChange): boolean | null
  reset(): void
}

export function createHeldChord(text: string): HeldChord {
  const chord = parseChord(text)
  let isHeld = false
  return {
    take(change) {
      if (chord === null) return null
      if (change.pressed) {
        if (
          isHeld ||
          change.code !== chord.code ||
          !chord.modifiers.every((name) => hasModifier(change, name))
        )
          return null
        isHeld = true
        return true
      }
      const modifier = modifierOf(change.code)
      const isPart = change.code === chord.code || (modifier !== null && chord.modifiers.includes(modifier))
      if (!isHeld || !isPart) return null
      isHeld = false
      return false
    },
    reset() {
      isHeld = false
    },
  }
}

function hasModifier(key: KeyState, modifier: string): boolean {
  switch (modifier) {
    case 'Control':
      return key.ctrlKey
    case 'Alt':
      return key.altKey
    case 'Shift':
      return key.shiftKey
    default:
      return key.metaKey
  }
}
