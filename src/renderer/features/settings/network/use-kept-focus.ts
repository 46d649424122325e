import { useLayoutEffect, useRef, type RefObject } from 'react'

interface Kept {
  readonly element: HTMLElement
  readonly order: string
}

/**
 * Keeps the keyboard at a row that moves: a browser takes the focus from what is moved in the page, and from a button
 * that can go no further. The returned function is called before the move.
 *
 * @param order another text for every other order of the rows
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, order: string): () => void {
  const kept = useRef<Kept | null>(null)
  useLayoutEffect(() => {
    if (kept.current === null || kept.current.order === order) return
    const { element } = kept.current
    kept.current = null
    if (!list.current?.contains(element)) return
    const isUsable = (button: HTMLElement): boolean => !button.matches(':disabled')
    if (isUsable(element)) return element.focus()
    const row = element.closest('[data-server]')
    ;[...(row?.querySelectorAll<HTMLElement>('button') ?? [])].find(isUsable)?.focus()
  })
  return () => {
    const element = document.activeElement
    kept.current = element instanceof HTMLElement ? { element, order } : null
  }
}
