import {
  GLOBAL_ACTIONS,
  LOCAL_ACTIONS,
  type GlobalAction,
  type GlobalShortcuts,
  type LocalAction,
  type LocalShortcuts,
} from '../model/shortcut.ts'
import { modifierOf, parseChord } from './chord.ts'

/** Every action with the chords that do it. The first is the one that is shown; none switches the action's key off. */
export type Bindings<A extends string> = Readonly<Record<A, readonly string[]>>

/** Those with Alt also work while somebody types. On a Mac Alt writes signs, so that Command stands in for it. */
const local = (alt: string, control: string, help: string): Bindings<LocalAction> => ({
  answer: [`${alt}+KeyA`],
  decline: [`${alt}+KeyD`],
  ignore: [`${alt}+KeyI`],
  end: [`${alt}+KeyE`],
  'toggle-mute': ['KeyM', `${alt}+KeyM`],
  'toggle-deafen': ['KeyD'],
  'toggle-hold': ['KeyH', `${alt}+KeyH`],
  'call-by-name': [`${control}+KeyK`],
  preferences: [`${control}+Comma`],
  // Besides, the question mark where most keyboards have it.
  'cheat-sheet': [help, 'Shift+Slash'],
})
const PLAIN = local('Alt', 'Control', 'F1')
const MAC = local('Shift+Meta', 'Meta', 'Meta+Slash')

export function localBindings(own: LocalShortcuts, isMac: boolean): Bindings<LocalAction> {
  return bind(LOCAL_ACTIONS, isMac ? MAC : PLAIN, own)
}

/** None is taken from other apps before a person wants it. */
const NO_GLOBALS: Bindings<GlobalAction> = { answer: [], end: [], 'toggle-mute': [] }

export function globalBindings(own: GlobalShortcuts): Bindings<GlobalAction> {
  return bind(GLOBAL_ACTIONS, NO_GLOBALS, own)
}

function bind<A extends string>(
  actions: readonly A[],
  defaults: Bindings<A>,
  own: { readonly [K in A]?: string | null | undefined },
): Bindings<A> {
  const bound = actions.map((action): [A, readonly string[]] => {
    const chord = own[action]
    return [action, chord === undefined ? defaults[action] : chord === null ? [] : [chord]]
  })
  return Object.fromEntries(bound) as Record<A, readonly string[]>
}

/** The action that a chord does, or null. */
export function actionOf<A extends string>(bindings: Bindings<A>, chord: string): A | null {
  const found = (Object.entries(bindings) as [A, readonly string[]][]).find(([, chords]) =>
    chords.includes(chord),
  )
  return found?.[0] ?? null
}

export type ChordFault = 'modifier-alone' | 'needs-modifier' | 'reserved'

/** Keys that move the focus, work a control or edit a text: taken from those, the window could not be used any more. */
const RESERVED =
  /^(Shift\+)?(Tab|Enter|NumpadEnter|Space|Escape|Backspace|Delete|Arrow\w+|Home|End|PageUp|PageDown|ContextMenu)$|^(Control|Meta)\+(Key[ACVXYZQW]|Shift\+Key[VZQW])$|^Alt\+(F4|Tab)$/

/** Why a chord cannot be an action's key in the window; null when it can. */
export function localFault(chord: string): ChordFault | null {
  const parsed = parseChord(chord)
  if (parsed === null || RESERVED.test(canonical(chord))) return 'reserved'
  return modifierOf(parsed.code) === null ? null : 'modifier-alone'
}

/** The same for a key that is taken from every other app: it needs a modifier, unless it is a function or media key. */
export function globalFault(chord: string): ChordFault | null {
  const fault = localFault(chord)
  const parsed = parseChord(chord)
  if (fault !== null || parsed === null) return fault
  const isFree = /^F\d{1,2}$|^(Media|AudioVolume|Pause$|ScrollLock$|PrintScreen$)/.test(parsed.code)
  return isFree || parsed.modifiers.some((modifier) => modifier !== 'Shift') ? null : 'needs-modifier'
}

/** `Shift+Meta` and `Meta+Shift` are one. */
function canonical(chord: string): string {
  return chord.replace(/^Shift\+(Control|Meta)\+/, '$1+Shift+').replace('Shift+Meta+', 'Meta+Shift+')
}
