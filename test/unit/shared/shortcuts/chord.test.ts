import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chordOf,
  formatChord,
  isWriting,
  modifierOf,
  parseChord,
  type KeyState,
} from '../../../../src/shared/shortcuts/chord.ts'

const NONE = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
const key = (code: string, held: Partial<KeyState> = {}): KeyState => ({ ...NONE, code, ...held })

test.each([
  ['KeyM', [], 'KeyM'],
  ['Control+Shift+KeyM', ['Control', 'Shift'], 'KeyM'],
  ['Meta+Shift+F12', ['Shift', 'Meta'], 'F12'],
  ['ControlRight', [], 'ControlRight'],
])('%s is read', (text, modifiers, code) => {
  expect(parseChord(text)).toEqual({ modifiers, code })
})

test.each(['', '+', 'Control+', 'Control+Control+KeyA', 'Ctrl+KeyA', 'KeyA+Control+a', 'a', '1', 'Key A'])(
  '%j is no chord',
  (text) => {
    expect(parseChord(text)).toBeNull()
  },
)

test('whatever is typed, reading it does not throw, and what is read is written alike', () => {
  const part = fc.oneof(
    fc.constantFrom('Control', 'Alt', 'Shift', 'Meta', 'KeyA', 'F5', 'Space', ''),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const chord = parseChord(parts.join('+'))
      if (chord !== null) expect(parseChord(formatChord(chord))).toEqual(chord)
    }),
  )
})

describe('a pressed key as a chord', () => {
  test.each<[KeyState, string | null]>([
    [key('KeyM'), 'KeyM'],
    [key('KeyM', { metaKey: true, ctrlKey: true }), 'Control+Meta+KeyM'],
    [key('ShiftLeft', { shiftKey: true }), 'ShiftLeft'],
    [key('ShiftLeft', { shiftKey: true, altKey: true }), 'Alt+ShiftLeft'],
    [key(''), null],
    [key('Unidentified'), null],
  ])('%j is %s', (state, chord) => {
    expect(chordOf(state)).toBe(chord)
  })
})

test('a modifier is known by its place', () => {
  expect(['ControlLeft', 'AltRight', 'MetaLeft', 'KeyC', 'CapsLock'].map(modifierOf)).toEqual([
    'Control',
    'Alt',
    'Meta',
    null,
    null,
  ])
})

test.each([
  ['KeyM', true],
  ['Shift+KeyM', true],
  ['Numpad4', true],
  ['Backspace', true],
  ['Control+KeyM', false],
  ['Alt+KeyM', false],
  ['F5', false],
  ['MediaPlayPause', false],
])('%s writes where there is a text field: %s', (text, expected) => {
  expect(isWriting(parseChord(text)!)).toBe(expected)
})
