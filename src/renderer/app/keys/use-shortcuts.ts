import { useEffect, useRef } from 'react'
import type { LocalAction } from '../../../shared/model/shortcut.ts'
import { actionOf } from '../../../shared/shortcuts/bindings.ts'
import { chordOf } from '../../../shared/shortcuts/chord.ts'
import { isTakenByTarget } from './taken-by-target.ts'
import { useBindings } from './use-bindings.ts'

/** What the keys of some actions do now; null where one does nothing at present. */
export type Shortcuts = { readonly [K in LocalAction]?: (() => void) | null }

/** Lets the keys that the person chose for these actions do them, unless they belong to what has the focus. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const bindings = useBindings()
  const latest = useRef({ shortcuts, bindings })
  useEffect(() => {
    latest.current = { shortcuts, bindings }
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const chord = chordOf(event)
      const action = chord === null ? null : actionOf(latest.current.bindings, chord)
      const run = action === null ? null : latest.current.shortcuts[action]
      if (chord === null || run == null || event.defaultPrevented || event.repeat) return
      if (isTakenByTarget(event, chord)) return
      event.preventDefault()
      // Nobody else's key then: a list would jump to the names that begin with it.
      event.stopPropagation()
      run()
    }
    addEventListener('keydown', handle, true)
    return () => removeEventListener('keydown', handle, true)
  }, [])
}
