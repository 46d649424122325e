import { useSyncExternalStore } from 'react'
import type { Keyboard, KeyboardKind } from '../../../shared/shortcuts/key-names.ts'
import { createStore } from '../../../shared/store.ts'

const kind = ((): KeyboardKind => {
  const { userAgent } = navigator
  if (/Mac|iPhone|iPad/.test(userAgent)) return 'mac'
  return /Windows/.test(userAgent) ? 'windows' : 'other'
})()
export const isMac = kind === 'mac'

// Chromium has it; the DOM types wait for a second browser (WICG Keyboard Map).
interface WithKeyboard {
  readonly keyboard?: { getLayoutMap(): Promise<ReadonlyMap<string, string>> }
}

const keyboard = createStore<Keyboard>({ kind, layout: new Map() })
/** The layout is asked for once: without it the keys are called as in the US layout. */
void (navigator as WithKeyboard).keyboard
  ?.getLayoutMap()
  .then((layout) => keyboard.set({ kind, layout }))
  .catch(() => {})

/** How this person's keys are called. */
export function useKeyboard(): Keyboard {
  return useSyncExternalStore(keyboard.subscribe, keyboard.get)
}
