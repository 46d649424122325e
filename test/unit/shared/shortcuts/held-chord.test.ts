import { expect, test } from 'vitest'
import { createHeldChord, type KeyChange } from '../../../../src/shared/shortcuts/held-chord.ts'

const NONE = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
const down = (code: string, held: Partial<KeyChange> = {}): KeyChange => ({
  ...NONE,
  ...held,
  code,
  pressed: true,
})
const up = (code: string, held: Partial<KeyChange> = {}): KeyChange => ({
  ...NONE,
  ...held,
  code,
  pressed: false,
})

test('a key that repeats while it is held goes down once', () => {
  const chord = createHeldChord('Space')
  expect(
    [down('Space'), down('Space'), down('KeyA'), up('KeyA'), up('Space'), up('Space')].map(chord.take),
  ).toEqual([true, null, null, null, false, null])
})

test('who plays may hold other keys too', () => {
  const chord = createHeldChord('KeyV')
  expect(chord.take(down('KeyV', { shiftKey: true, ctrlKey: true }))).toBe(true)
})

test('its modifiers must be held, and it ends with the first of them that is let go', () => {
  const chord = createHeldChord('Control+Alt+KeyT')
  expect(chord.take(down('KeyT', { ctrlKey: true }))).toBeNull()
  expect(chord.take(down('KeyT', { ctrlKey: true, altKey: true }))).toBe(true)
  expect(chord.take(up('ShiftLeft'))).toBeNull()
  expect(chord.take(up('AltRight', { ctrlKey: true }))).toBe(false)
  expect(chord.take(up('KeyT', { ctrlKey: true }))).toBeNull()
})

test('a modifier alone can be it', () => {
  const chord = createHeldChord('ControlRight')
  expect(chord.take(down('ControlLeft', { ctrlKey: true }))).toBeNull()
  expect(chord.take(down('ControlRight', { ctrlKey: true }))).toBe(true)
  expect(chord.take(up('ControlRight'))).toBe(false)
})

test('what is no chord is never held', () => {
  expect(createHeldChord('nothing').take(down('nothing'))).toBeNull()
})
