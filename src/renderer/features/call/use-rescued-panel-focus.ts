import { useEffect, type RefObject } from 'react'

/** Takes the focus when a panel opens, and gives it back to where it was when it closes. */
export function useRescuedPanelFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [panel])
}
