import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/shared/model/settings.ts'
import { localBindings } from '../../../../src/shared/shortcuts/bindings.ts'
import { bindKey, holderOf, moveKey, type KeyPlace } from '../../../../src/shared/shortcuts/holder.ts'

const mute: KeyPlace = { where: 'local', action: 'toggle-mute' }
const end: KeyPlace = { where: 'local', action: 'end' }
const globalMute: KeyPlace = { where: 'global', action: 'toggle-mute' }
const talk: KeyPlace = { where: 'talk' }
const having = (change: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...change })
const holder = (chord: string, wanted: KeyPlace, change: Partial<Settings> = {}): KeyPlace | null =>
  holderOf(chord, wanted, having(change), false)

describe('who has a chord', () => {
  test('nobody, or only what it is wanted for', () => {
    expect(holder('Control+KeyB', mute)).toBeNull()
    expect(holder('KeyM', mute)).toBeNull()
  })
  test('another action of the window, by its second key as well', () => {
    expect(holder('Alt+KeyE', mute)).toEqual(end)
    expect(holder('Alt+KeyM', end)).toEqual(mute)
  })
  test('another action everywhere, or the talk key', () => {
    const globalShortcuts = { 'toggle-mute': 'F9' }
    expect(holder('F9', end, { globalShortcuts })).toEqual(globalMute)
    expect(holder('F8', end, { talkKey: { kind: 'keyboard', code: 'F8' } })).toEqual(talk)
    expect(holder('KeyM', talk)).toEqual(mute)
  })
  test('one action may have one key in the window and everywhere', () => {
    expect(holder('Alt+KeyM', globalMute)).toBeNull()
    expect(holder('F9', mute, { globalShortcuts: { 'toggle-mute': 'F9' } })).toBeNull()
  })
  test('a key that was switched off is free', () => {
    expect(holder('Alt+KeyE', mute, { shortcuts: { end: null } })).toBeNull()
  })
  test('the defaults are those of the system', () => {
    expect(holderOf('Shift+Meta+KeyE', mute, DEFAULT_SETTINGS, true)).toEqual(end)
  })
})

describe('what changes', () => {
  test('a key is chosen, switched off, and goes back to its default', () => {
    const own = { shortcuts: { end: 'F7' } }
    const settings = having(own)
    expect(bindKey(mute, 'F9', settings)).toEqual({ shortcuts: { end: 'F7', 'toggle-mute': 'F9' } })
    expect(bindKey(end, null, settings)).toEqual({ shortcuts: { end: null } })
    expect(bindKey(end, undefined, settings)).toEqual({ shortcuts: {} })
    expect(bindKey(talk, 'ControlRight', settings)).toEqual({
      talkKey: { kind: 'keyboard', code: 'ControlRight' },
    })
    expect(bindKey(talk, null, settings)).toEqual({ talkKey: { kind: 'none' } })
  })
  test('a key that is taken from another is its key no more', () => {
    const within = moveKey('Alt+KeyE', end, mute, DEFAULT_SETTINGS)
    const bindings = localBindings(within.shortcuts ?? {}, false)
    expect(bindings.end).toEqual([])
    expect(bindings['toggle-mute']).toEqual(['Alt+KeyE'])
    expect(moveKey('F8', talk, globalMute, having({ talkKey: { kind: 'keyboard', code: 'F8' } }))).toEqual({
      talkKey: { kind: 'none' },
      globalShortcuts: { 'toggle-mute': 'F8' },
    })
  })
})
