import { parseChord, type Modifier } from '../../shared/shortcuts/chord.ts'

/** Names of keys in xkbcommon, where they are not those of the letters and digits. */
const KEYSYMS: Readonly<Record<string, string>> = {
  Space: 'space',
  Tab: 'Tab',
  Enter: 'Return',
  Escape: 'Escape',
  Backspace: 'BackSpace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'Page_Up',
  PageDown: 'Page_Down',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: 'minus',
  Equal: 'equal',
  BracketLeft: 'bracketleft',
  BracketRight: 'bracketright',
  Backslash: 'backslash',
  Semicolon: 'semicolon',
  Quote: 'apostrophe',
  Backquote: 'grave',
  Comma: 'comma',
  Period: 'period',
  Slash: 'slash',
  CapsLock: 'Caps_Lock',
  Pause: 'Pause',
  ScrollLock: 'Scroll_Lock',
  ControlLeft: 'Control_L',
  ControlRight: 'Control_R',
  AltLeft: 'Alt_L',
  AltRight: 'Alt_R',
  ShiftLeft: 'Shift_L',
  ShiftRight: 'Shift_R',
  MetaLeft: 'Super_L',
  MetaRight: 'Super_R',
}
const MODIFIERS: Readonly<Record<Modifier, string>> = {
  Control: 'CTRL',
  Alt: 'ALT',
  Shift: 'SHIFT',
  Meta: 'LOGO',
}

/** A chord as a preferred trigger of the portal (XDG Shortcuts Specification); null when it has no name for it. */
export function toPortalTrigger(chord: string): string | null {
  const parsed = parseChord(chord)
  if (parsed === null) return null
  const { code, modifiers } = parsed
  const sign = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).find(Boolean)?.toLowerCase()
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  const key =
    sign ??
    (numpad === undefined ? undefined : `KP_${numpad}`) ??
    (/^F\d{1,2}$/.test(code) ? code : KEYSYMS[code])
  return key === undefined ? null : [...modifiers.map((modifier) => MODIFIERS[modifier]), key].join('+')
}
