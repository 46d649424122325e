import { expect, test } from 'vitest'
import { createGlobalKeys } from '../../../../src/main/shortcuts/global-keys.ts'
import type { GlobalAction } from '../../../../src/shared/model/shortcut.ts'

/** A system in which another app has some keys already. */
function makeSystem(others: readonly string[]) {
  const taken = new Map<string, () => void>()
  const done: GlobalAction[] = []
  const keys = createGlobalKeys(
    {
      register(accelerator, press) {
        if (accelerator.includes('Scrolllock')) throw new TypeError('conversion failure')
        if (taken.has(accelerator) || others.includes(accelerator)) return false
        taken.set(accelerator, press)
        return true
      },
      unregister: (accelerator) => void taken.delete(accelerator),
    },
    (action) => done.push(action),
  )
  return { taken, done, keys }
}

test('a key does its action, until others are bound', () => {
  const { taken, done, keys } = makeSystem([])
  expect(keys.bind({ answer: ['Control+KeyJ'], end: [], 'toggle-mute': ['F9'] })).toEqual([])
  expect([...taken.keys()]).toEqual(['Control+J', 'F9'])
  taken.get('F9')!()
  expect(done).toEqual(['toggle-mute'])
  expect(keys.bind({ answer: [], end: ['F9'], 'toggle-mute': [] })).toEqual([])
  expect([...taken.keys()]).toEqual(['F9'])
  taken.get('F9')!()
  expect(done).toEqual(['toggle-mute', 'end'])
})

test.each([
  ['another app has it', 'Control+KeyO'],
  ['Electron does not know it', 'Control+ScrollLock'],
  ['Electron has no name for it', 'Control+IntlRo'],
  ['it would take a letter from every app', 'KeyE'],
  ['it would take pasting from every app', 'Control+KeyV'],
])('refused when %s', (_why, chord) => {
  const { taken, keys } = makeSystem(['Control+O'])
  expect(keys.bind({ answer: [chord], end: ['F9'], 'toggle-mute': [] })).toEqual(['answer'])
  expect([...taken.keys()]).toEqual(['F9'])
})

test('two actions cannot have one key', () => {
  const { keys } = makeSystem([])
  expect(keys.bind({ answer: ['F9'], end: ['F9'], 'toggle-mute': [] })).toEqual(['end'])
})
