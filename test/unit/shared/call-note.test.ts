import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallNote, CALL_NOTE_LENGTH, toCallNote } from '../../../src/shared/model/call-note.ts'

test('what a person types becomes one line, or nothing', () => {
  expect(toCallNote('  In a meeting.\nBack at four ')).toBe('In a meeting. Back at four')
  expect(toCallNote('\t\u2028 ')).toBeNull()
  expect(toCallNote('')).toBeNull()
})

test('whatever was typed, the note is one that the other side takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3 * CALL_NOTE_LENGTH }), (typed) => {
      const note = toCallNote(typed)
      if (note !== null) expect(CallNote.safeParse(note).success).toBe(true)
    }),
  )
})

test('a character at the limit is not cut in half', () => {
  const note = toCallNote('a'.repeat(CALL_NOTE_LENGTH - 1) + '😀')
  expect(note).toBe('a'.repeat(CALL_NOTE_LENGTH - 1))
})

test.each(['', 'two\nlines', 'a bell \u0007', 'x'.repeat(CALL_NOTE_LENGTH + 1)])('%j is no note', (text) => {
  expect(CallNote.safeParse(text).success).toBe(false)
})
