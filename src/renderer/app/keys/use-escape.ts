import { useEffect, useRef } from 'react'
import { isTyping } from './taken-by-target.ts'

/** Lets Escape do something where nothing that is open wants it: a dialog, a menu or a field comes first. */
export function useEscape(action: (() => void) | null): void {
  const latest = useRef(action)
  useEffect(() => {
    latest.current = action
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.repeat || event.isComposing) return
      if (event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return
      if (latest.current === null || isTyping(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      latest.current()
    }
    addEventListener('keydown', handle, true)
    return () => removeEventListener('keydown', handle, true)
  }, [])
}
