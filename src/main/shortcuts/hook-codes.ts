/**
 * Keycodes of libuiohook (PC/AT set 1 with its own extensions), by the names of the same places in the browser
 * (W3C UI Events KeyboardEvent code values).
 */
const LETTERS: Readonly<Record<string, number>> = {
  A: 30,
  B: 48,
  C: 46,
  D: 32,
  E: 18,
  F: 33,
  G: 34,
  H: 35,
  I: 23,
  J: 36,
  K: 37,
  L: 38,
  M: 50,
  N: 49,
  O: 24,
  P: 25,
  Q: 16,
  R: 19,
  S: 31,
  T: 20,
  U: 22,
  V: 47,
  W: 17,
  X: 45,
  Y: 21,
  Z: 44,
}
const FUNCTION_KEYS = [
  59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88, 91, 92, 93, 99, 100, 101, 102, 103, 104, 105, 106, 107,
]
const NUMPAD = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73]
const OTHERS: Readonly<Record<string, number>> = {
  Escape: 1,
  Backquote: 41,
  Minus: 12,
  Equal: 13,
  Backspace: 14,
  Tab: 15,
  CapsLock: 58,
  BracketLeft: 26,
  BracketRight: 27,
  Backslash: 43,
  Semicolon: 39,
  Quote: 40,
  Enter: 28,
  Comma: 51,
  Period: 52,
  Slash: 53,
  Space: 57,
  PrintScreen: 3639,
  ScrollLock: 70,
  Pause: 3653,
  ContextMenu: 3677,
  IntlBackslash: 3654,
  Insert: 3666,
  Delete: 3667,
  Home: 3655,
  End: 3663,
  PageUp: 3657,
  PageDown: 3665,
  ArrowUp: 57416,
  ArrowLeft: 57419,
  ArrowRight: 57421,
  ArrowDown: 57424,
  NumLock: 69,
  NumpadDivide: 3637,
  NumpadMultiply: 55,
  NumpadSubtract: 74,
  NumpadAdd: 78,
  NumpadEnter: 3612,
  NumpadDecimal: 83,
  ShiftLeft: 42,
  ShiftRight: 54,
  ControlLeft: 29,
  ControlRight: 3613,
  AltLeft: 56,
  AltRight: 3640,
  MetaLeft: 3675,
  MetaRight: 3676,
}

/** Buttons of the mouse need no such list: the hook counts them as we do, the middle one as the third also on X11. */
export const HOOK_CODES: ReadonlyMap<string, number> = new Map([
  ...Object.entries(LETTERS).map(([letter, code]): [string, number] => [`Key${letter}`, code]),
  ...[11, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((code, digit): [string, number] => [`Digit${digit}`, code]),
  ...FUNCTION_KEYS.map((code, index): [string, number] => [`F${index + 1}`, code]),
  ...NUMPAD.map((code, digit): [string, number] => [`Numpad${digit}`, code]),
  ...Object.entries(OTHERS),
])
const NAMES = new Map([...HOOK_CODES].map(([name, code]) => [code, name]))

/** The browser's name of a key that the hook saw; null for one that no talk key can be. */
export function codeOfHook(keycode: number): string | null {
  return NAMES.get(keycode) ?? null
}
