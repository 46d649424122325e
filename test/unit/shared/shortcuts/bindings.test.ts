import { describe, expect, test } from 'vitest'
import {
  actionOf,
  globalBindings,
  globalFault,
  localBindings,
  localFault,
} from '../../../../src/shared/shortcuts/bindings.ts'

describe('the keys of the window', () => {
  test('a person may choose every default again, on every system', () => {
    for (const isMac of [false, true]) {
      const chords = Object.values(localBindings({}, isMac)).flat()
      expect(chords.filter((chord) => localFault(chord) !== null)).toEqual([])
      expect(new Set(chords).size).toBe(chords.length)
    }
  })
  test('an own key replaces the defaults, and null switches it off', () => {
    const bindings = localBindings({ 'toggle-mute': 'F8', end: null }, false)
    expect(bindings['toggle-mute']).toEqual(['F8'])
    expect(bindings.end).toEqual([])
    expect(bindings.answer).toEqual(['Alt+KeyA'])
    expect(actionOf(bindings, 'F8')).toBe('toggle-mute')
    expect(actionOf(bindings, 'KeyM')).toBeNull()
  })
  test.each([
    ['Tab', 'reserved'],
    ['Shift+Tab', 'reserved'],
    ['Escape', 'reserved'],
    ['ArrowLeft', 'reserved'],
    ['Control+KeyC', 'reserved'],
    ['Meta+KeyQ', 'reserved'],
    ['Control+Shift+KeyV', 'reserved'],
    ['Shift+Meta+KeyZ', 'reserved'],
    ['Alt+F4', 'reserved'],
    ['no chord', 'reserved'],
    ['ShiftLeft', 'modifier-alone'],
    ['Control+AltRight', 'modifier-alone'],
    ['Shift+Meta+KeyA', null],
    ['Control+Shift+KeyC', null],
    ['KeyM', null],
    ['Alt+Tab', 'reserved'],
    ['Control+Tab', null],
  ])('%s: %s', (chord, fault) => {
    expect(localFault(chord)).toBe(fault)
  })
})

describe('the keys of every app', () => {
  test('none is taken before a person wants it', () => {
    expect(Object.values(globalBindings({})).flat()).toEqual([])
    expect(globalBindings({ answer: 'F9' }).answer).toEqual(['F9'])
  })
  test.each([
    ['KeyM', 'needs-modifier'],
    ['Shift+KeyM', 'needs-modifier'],
    ['Digit1', 'needs-modifier'],
    ['Control+KeyM', null],
    ['Shift+Meta+KeyM', null],
    ['F9', null],
    ['Shift+F24', null],
    ['MediaPlayPause', null],
    ['Pause', null],
    ['Control+KeyV', 'reserved'],
    ['MetaLeft', 'modifier-alone'],
  ])('%s: %s', (chord, fault) => {
    expect(globalFault(chord)).toBe(fault)
  })
})
