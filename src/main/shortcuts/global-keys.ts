import type { GlobalShortcut } from 'electron'
import { GLOBAL_ACTIONS, type GlobalAction } from '../../shared/model/shortcut.ts'
import { globalFault, type Bindings } from '../../shared/shortcuts/bindings.ts'
import { toAccelerator } from './accelerator.ts'

/** Keys that do something while another app has the focus, taken from the system. */
export interface GlobalKeys {
  /** Takes these instead of those before; gives the actions whose key the system refused. */
  bind(bindings: Bindings<GlobalAction>): GlobalAction[]
}

export function createGlobalKeys(
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>,
  act: (action: GlobalAction) => void,
): GlobalKeys {
  let taken: string[] = []
  const take = (action: GlobalAction, chord: string): boolean => {
    // The page asks for it, and a plain letter that it took from every other app would never be written again.
    const accelerator = globalFault(chord) === null ? toAccelerator(chord) : null
    // The system says no to what another action of ours has already.
    if (accelerator === null || taken.includes(accelerator)) return false
    try {
      if (!globalShortcut.register(accelerator, () => act(action))) return false
    } catch {
      // An accelerator that Electron does not know throws.
      return false
    }
    taken.push(accelerator)
    return true
  }
  return {
    bind(bindings) {
      for (const accelerator of taken) globalShortcut.unregister(accelerator)
      taken = []
      return GLOBAL_ACTIONS.filter((action) => !bindings[action].every((chord) => take(action, chord)))
    },
  }
}
