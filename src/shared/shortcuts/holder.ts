import type { GlobalAction, LocalAction } from '../model/shortcut.ts'
import type { Settings } from '../model/settings.ts'
import { actionOf, globalBindings, localBindings } from './bindings.ts'

/** What a key is for. */
export type KeyPlace =
  | { readonly where: 'local'; readonly action: LocalAction }
  | { readonly where: 'global'; readonly action: GlobalAction }
  | { readonly where: 'talk' }

type KeySettings = Pick<Settings, 'shortcuts' | 'globalShortcuts' | 'talkKey'>

/** What a chord does already besides what it is wanted for; null when it is free. */
export function holderOf(
  chord: string,
  wanted: KeyPlace,
  { shortcuts, globalShortcuts, talkKey }: KeySettings,
  isMac: boolean,
): KeyPlace | null {
  const local = actionOf(localBindings(shortcuts, isMac), chord)
  const global = actionOf(globalBindings(globalShortcuts), chord)
  const holders: readonly (KeyPlace | null)[] = [
    local && { where: 'local', action: local },
    global && { where: 'global', action: global },
    talkKey.kind === 'keyboard' && talkKey.code === chord ? { where: 'talk' } : null,
  ]
  return holders.find((holder) => holder !== null && !isSameDeed(holder, wanted)) ?? null
}

/** An action that has one key for the window and for everywhere else is in nobody's way. */
function isSameDeed(a: KeyPlace, b: KeyPlace): boolean {
  if (a.where === 'talk' || b.where === 'talk') return a.where === b.where
  return a.action === b.action
}

/** The change that gives a chord to a place: null switches it off, undefined goes back to the default. */
export function bindKey(
  place: KeyPlace,
  chord: string | null | undefined,
  { shortcuts, globalShortcuts }: Pick<KeySettings, 'shortcuts' | 'globalShortcuts'>,
): Partial<KeySettings> {
  switch (place.where) {
    case 'local':
      return { shortcuts: withKey(shortcuts, place.action, chord) }
    case 'global':
      return { globalShortcuts: withKey(globalShortcuts, place.action, chord) }
    case 'talk':
      return { talkKey: chord == null ? { kind: 'none' } : { kind: 'keyboard', code: chord } }
  }
}

/** The change that takes a chord from one place for another. */
export function moveKey(
  chord: string,
  from: KeyPlace,
  to: KeyPlace,
  settings: KeySettings,
): Partial<KeySettings> {
  const taken = bindKey(from, null, settings)
  return { ...taken, ...bindKey(to, chord, { ...settings, ...taken }) }
}

function withKey<A extends string>(
  keys: { readonly [K in A]?: string | null | undefined },
  action: A,
  chord: string | null | undefined,
): { [K in A]?: string | null } {
  const others = Object.entries(keys).filter(([name]) => name !== action)
  return Object.fromEntries(chord === undefined ? others : [...others, [action, chord]]) as {
    [K in A]?: string | null
  }
}
