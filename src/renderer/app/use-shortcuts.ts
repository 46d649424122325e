import { useEffect, useRef } from 'react'

/** A key with its action; null where it does nothing at present. `alt` ones also work while somebody types. */
export type Shortcuts = Readonly<Record<string, (() => void) | null>>

/** Places in which a plain letter belongs to what is there: text fields, and lists that jump to a name. */
const TYPING = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]'

function keyOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.isComposing) return null
  // The place of the key and not its sign: Alt makes another sign on a Mac, and Hangul is no Latin letter.
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  const key = letter ?? event.key
  return event.altKey ? `Alt+${key}` : event.shiftKey ? null : key
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const key = keyOf(event)
      const action = key === null ? undefined : latest.current[key]
      if (key === null || action == null || event.defaultPrevented || event.repeat) return
      const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null
      if (isTyping && !key.startsWith('Alt+')) return
      event.preventDefault()
      // Nobody else's key then: a list would jump to the names that begin with it.
      event.stopPropagation()
      action()
    }
    addEventListener('keydown', handle, true)
    return () => removeEventListener('keydown', handle, true)
  }, [])
}
