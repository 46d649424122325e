import { keyCaps, spokenKeys } from '../../../shared/shortcuts/key-names.ts'
import { useKeyboard } from './keyboard.ts'

/** The keys of a chord, as they look on the keyboard. A reader says them in words. */
export function KeyCaps({ chord }: { readonly chord: string }) {
  const keyboard = useKeyboard()
  return (
    <span className="key-caps">
      <span className="key-caps-row" aria-hidden>
        {keyCaps(chord, keyboard).map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </span>
      <span className="visually-hidden">{spokenKeys(chord, keyboard)}</span>
    </span>
  )
}
