import { parseChord, type Modifier } from '../../shared/shortcuts/chord.ts'
import { PUNCTUATION } from '../../shared/shortcuts/key-names.ts'

/** Keys whose place has another name in Electron. */
const KEYS: Readonly<Record<string, string>> = {
  Space: 'Space',
  Tab: 'Tab',
  Enter: 'Return',
  Escape: 'Escape',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ...PUNCTUATION,
  NumpadAdd: 'numadd',
  NumpadSubtract: 'numsub',
  NumpadMultiply: 'nummult',
  NumpadDivide: 'numdiv',
  NumpadDecimal: 'numdec',
  MediaPlayPause: 'MediaPlayPause',
  MediaStop: 'MediaStop',
  MediaTrackNext: 'MediaNextTrack',
  MediaTrackPrevious: 'MediaPreviousTrack',
  AudioVolumeMute: 'VolumeMute',
  AudioVolumeDown: 'VolumeDown',
  AudioVolumeUp: 'VolumeUp',
  PrintScreen: 'PrintScreen',
  ScrollLock: 'Scrolllock',
}
const MODIFIERS: Readonly<Record<Modifier, string>> = {
  Control: 'Control',
  Alt: 'Alt',
  Shift: 'Shift',
  Meta: 'Super',
}

/** A chord as Electron's globalShortcut takes it; null when it has no name for it. */
export function toAccelerator(chord: string): string | null {
  const parsed = parseChord(chord)
  if (parsed === null) return null
  const key = keyName(parsed.code)
  return key === null ? null : [...parsed.modifiers.map((modifier) => MODIFIERS[modifier]), key].join('+')
}

function keyName(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/.exec(code)?.slice(1).find(Boolean)
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  return plain ?? (numpad === undefined ? (KEYS[code] ?? null) : `num${numpad}`)
}
