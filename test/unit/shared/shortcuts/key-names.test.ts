import { expect, test } from 'vitest'
import {
  ariaKeys,
  keyCaps,
  spokenKeys,
  writtenKeys,
  type Keyboard,
} from '../../../../src/shared/shortcuts/key-names.ts'

const NO_LAYOUT: ReadonlyMap<string, string> = new Map()
const linux: Keyboard = { kind: 'other', layout: NO_LAYOUT }
const windows: Keyboard = { kind: 'windows', layout: NO_LAYOUT }
const mac: Keyboard = { kind: 'mac', layout: NO_LAYOUT }

test.each([
  ['Control+Shift+KeyM', ['Ctrl', 'Shift', 'M'], ['⌃', '⇧', 'M']],
  ['Alt+Digit1', ['Alt', '1'], ['⌥', '1']],
  ['Meta+Comma', ['Super', ','], ['⌘', ',']],
  ['PageUp', ['Page Up'], ['Page Up']],
  ['MediaPlayPause', ['Media Play Pause'], ['Media Play Pause']],
  ['F9', ['F9'], ['F9']],
  ['Numpad5', ['Num 5'], ['Num 5']],
  ['ControlRight', ['Right Ctrl'], ['Right ⌃']],
  ['ArrowUp', ['↑'], ['↑']],
  ['not a chord', [], []],
])('%s stands on the keyboard as %j, and on a Mac as %j', (chord, plain, onMac) => {
  expect(keyCaps(chord, linux)).toEqual(plain)
  expect(keyCaps(chord, mac)).toEqual(onMac)
})

test('a chord is written and said as its system does', () => {
  expect(writtenKeys('Control+KeyK', windows)).toBe('Ctrl+K')
  expect(writtenKeys('Shift+Meta+KeyA', mac)).toBe('⇧⌘A')
  expect(spokenKeys('Shift+Meta+KeyA', mac)).toBe('Shift Command A')
  expect(spokenKeys('Meta+KeyA', windows)).toBe('Windows A')
  expect(spokenKeys('Alt+KeyA', linux)).toBe('Alt A')
})

test('keys are called as the layout of the person writes them', () => {
  const azerty = new Map([
    ['KeyQ', 'a'],
    ['Digit1', '&'],
    ['Space', ' '],
  ])
  const french: Keyboard = { kind: 'other', layout: azerty }
  expect(keyCaps('Control+KeyQ', french)).toEqual(['Ctrl', 'A'])
  expect(keyCaps('Digit1', french)).toEqual(['&'])
  // A key that writes nothing to be seen keeps its name.
  expect(keyCaps('Space', french)).toEqual(['Space'])
  expect(keyCaps('KeyB', french)).toEqual(['B'])
})

test('a reader gets all chords of an action', () => {
  expect(ariaKeys(['KeyM', 'Alt+KeyM'], linux)).toBe('M Alt+M')
  expect(ariaKeys(['Control+PageUp', 'not a chord'], linux)).toBe('Control+PageUp')
})
