import { z } from 'zod'

/** In the order in which a chord names them. */
export const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta'] as const
export type Modifier = (typeof MODIFIERS)[number]

/** A key, by its place on the keyboard (W3C UI Events KeyboardEvent code values), with the modifiers that are held. */
export interface Chord {
  readonly modifiers: readonly Modifier[]
  readonly code: string
}

/** The modifier that a key is, when it is pressed on its own. */
const MODIFIER_CODE = /^(Control|Alt|Shift|Meta)(Left|Right)$/
const Code = z
  .string()
  .regex(/^[A-Z][A-Za-z]*\d{0,2}$/)
  .max(32)

/** Reads `Control+Shift+KeyM`; null for what is no chord. */
export function parseChord(text: string): Chord | null {
  const parts = text.split('+')
  const code = Code.safeParse(parts.pop())
  const modifiers = MODIFIERS.filter((modifier) => parts.includes(modifier))
  if (!code.success || modifiers.length !== parts.length) return null
  return { modifiers, code: code.data }
}

export function formatChord({ modifiers, code }: Chord): string {
  return [...MODIFIERS.filter((modifier) => modifiers.includes(modifier)), code].join('+')
}

/** The part of a KeyboardEvent that a chord is made of. */
export interface KeyState {
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** What is pressed, as a chord; null for a key that has no code (a virtual keyboard's, an IME's). */
export function chordOf({ code, ctrlKey, altKey, shiftKey, metaKey }: KeyState): string | null {
  if (!Code.safeParse(code).success || code === 'Unidentified') return null
  const held: Record<Modifier, boolean> = {
    Control: ctrlKey,
    Alt: altKey,
    Shift: shiftKey,
    Meta: metaKey,
  }
  const own = modifierOf(code)
  return formatChord({ modifiers: MODIFIERS.filter((modifier) => held[modifier] && modifier !== own), code })
}

export function modifierOf(code: string): Modifier | null {
  const name = MODIFIER_CODE.exec(code)?.[1]
  return MODIFIERS.find((modifier) => modifier === name) ?? null
}

/** Whether this key, as it is pressed, writes something where there is a text field. */
export function isWriting(chord: Chord): boolean {
  if (chord.modifiers.some((modifier) => modifier !== 'Shift')) return false
  return /^(Key|Digit|Numpad|Intl|Bracket)|^(Space|Enter|Tab|Backspace|Delete|Insert|Home|End|Page(Up|Down)|Arrow\w+|Minus|Equal|Backslash|Semicolon|Quote|Backquote|Comma|Period|Slash)$/.test(
    chord.code,
  )
}
