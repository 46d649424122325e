import { modifierOf, parseChord, type Modifier } from './chord.ts'

/** Whose names keys have: those on the keyboards of a Mac, of Windows, or of anything else. */
export type KeyboardKind = 'mac' | 'windows' | 'other'
export interface Keyboard {
  readonly kind: KeyboardKind
  /** What the keys write in this person's layout, by code; empty where nobody knows, and then it is the US one. */
  readonly layout: ReadonlyMap<string, string>
}

/** As they stand on the keys. */
const CAPS: Readonly<Record<KeyboardKind, Readonly<Record<Modifier, string>>>> = {
  mac: { Control: '⌃', Alt: '⌥', Shift: '⇧', Meta: '⌘' },
  windows: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Meta: 'Win' },
  other: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Meta: 'Super' },
}
/** As one says them. */
const WORDS: Readonly<Record<KeyboardKind, Readonly<Record<Modifier, string>>>> = {
  mac: { Control: 'Control', Alt: 'Option', Shift: 'Shift', Meta: 'Command' },
  windows: { Control: 'Control', Alt: 'Alt', Shift: 'Shift', Meta: 'Windows' },
  other: { Control: 'Control', Alt: 'Alt', Shift: 'Shift', Meta: 'Super' },
}

/** What the keys beside the letters write, by code, in the US layout. */
export const PUNCTUATION: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Comma: ',',
  Period: '.',
  Slash: '/',
}
/** Keys whose code is not their name, in the US layout. */
const KEYS: Readonly<Record<string, string>> = {
  ...PUNCTUATION,
  IntlBackslash: '\\',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  NumpadMultiply: 'Num *',
  NumpadDivide: 'Num /',
  NumpadDecimal: 'Num .',
  NumpadEnter: 'Num Enter',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The keys of a chord as they stand on the keyboard, e.g. `Ctrl` and `K`; empty for what is no chord. */
export function keyCaps(chord: string, keyboard: Keyboard): readonly string[] {
  return namesOf(chord, keyboard, CAPS[keyboard.kind])
}

/** The same to be read aloud: `Command K`. */
export function spokenKeys(chord: string, keyboard: Keyboard): string {
  return namesOf(chord, keyboard, WORDS[keyboard.kind]).join(' ')
}

/** The same in a line of text: `Ctrl+K`, or `⌘K` as a Mac writes it. */
export function writtenKeys(chord: string, keyboard: Keyboard): string {
  return keyCaps(chord, keyboard).join(keyboard.kind === 'mac' ? '' : '+')
}

/** The value of `aria-keyshortcuts` (WAI-ARIA 1.2, section 6.6) for all chords of an action. */
export function ariaKeys(chords: readonly string[], keyboard: Keyboard): string {
  const keys = chords.flatMap((chord) => {
    const parsed = parseChord(chord)
    // A space separates, so that the key has to be named.
    return parsed === null
      ? []
      : [[...parsed.modifiers, keyName(parsed.code, keyboard).replaceAll(' ', '')].join('+')]
  })
  return keys.join(' ')
}

function namesOf(
  chord: string,
  keyboard: Keyboard,
  modifiers: Readonly<Record<Modifier, string>>,
): readonly string[] {
  const parsed = parseChord(chord)
  if (parsed === null) return []
  return [...parsed.modifiers.map((modifier) => modifiers[modifier]), keyName(parsed.code, keyboard)]
}

function keyName(code: string, { layout, kind }: Keyboard): string {
  const written = layout.get(code)
  if (written !== undefined && written.trim() !== '') return written.toUpperCase()
  const plain = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).find(Boolean)
  if (plain !== undefined) return plain
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad !== undefined) return `Num ${numpad}`
  const modifier = modifierOf(code)
  if (modifier !== null) return `${code.endsWith('Left') ? 'Left' : 'Right'} ${CAPS[kind][modifier]}`
  // `PageUp` and `MediaPlayPause` are what they say.
  return KEYS[code] ?? code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
}
