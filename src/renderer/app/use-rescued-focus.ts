import { useEffect, useRef } from 'react'

/** Parts of the window that come and go with a call. */
const FLEETING = '.call, .incoming, .other-calls'

/**
 * A pressed button that goes away with its call must not leave the keyboard nowhere: the focus then goes to the heading
 * of what is shown instead.
 */
export function useRescuedFocus(): void {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement && target.closest(FLEETING) !== null ? target : null
    }
    addEventListener('focusin', remember)
    return () => removeEventListener('focusin', remember)
  }, [])
  // After every drawing: the button may have gone with this one.
  useEffect(() => {
    if (document.activeElement !== document.body || last.current === null || last.current.isConnected) return
    last.current = null
    document.getElementById('main-heading')?.focus()
  })
}
