import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { toAccelerator } from '../../../../src/main/shortcuts/accelerator.ts'
import { codeOfHook, HOOK_CODES } from '../../../../src/main/shortcuts/hook-codes.ts'
import { toPortalTrigger } from '../../../../src/main/shortcuts/portal-trigger.ts'

// One key has a name in the browser, and others in Electron, in the portal and in the hook.

test.each([
  ['Control+Shift+KeyM', 'Control+Shift+M', 'CTRL+SHIFT+m'],
  ['Alt+Meta+Digit7', 'Alt+Super+7', 'ALT+LOGO+7'],
  ['F24', 'F24', 'F24'],
  ['Control+Numpad0', 'Control+num0', 'CTRL+KP_0'],
  ['Control+NumpadAdd', 'Control+numadd', null],
  ['Control+ArrowUp', 'Control+Up', 'CTRL+Up'],
  ['Control+Enter', 'Control+Return', 'CTRL+Return'],
  ['Control+Comma', 'Control+,', 'CTRL+comma'],
  ['MediaPlayPause', 'MediaPlayPause', null],
  ['Pause', null, 'Pause'],
  ['ControlRight', null, 'Control_R'],
  ['Control+IntlRo', null, null],
  ['nonsense', null, null],
])('%s is %s for Electron and %s for the portal', (chord, accelerator, trigger) => {
  expect(toAccelerator(chord)).toBe(accelerator)
  expect(toPortalTrigger(chord)).toBe(trigger)
})

describe('the hook', () => {
  const read = (path: string): string =>
    readFileSync(
      fileURLToPath(new URL(`../../../../node_modules/uiohook-napi/${path}`, import.meta.url)),
      'utf8',
    )

  /** The hook's own list, read as text, because its module loads the libraries of a display. */
  function uiohookKeys(): Map<string, number> {
    const [, list = ''] = /UiohookKey = \{([\s\S]*?)\n\};/.exec(read('dist/index.js')) ?? []
    const lines = list.matchAll(/^\s+(\w+): (0x[\dA-F]+)(?: \| (0x[\dA-F]+))?/gm)
    const named = [...lines].map(([, name, code, more]): [string, number] => [
      name!,
      Number(code) | Number(more ?? 0),
    ])
    // What it hears besides has a name in its C header only.
    const header = read('libuiohook/include/uiohook.h')
    const others = { Pause: 'PAUSE', ContextMenu: 'CONTEXT_MENU', IntlBackslash: 'LESSER_GREATER' }
    for (const [name, define] of Object.entries(others)) {
      named.push([name, Number(new RegExp(`VC_${define}\\s+(0x[\\dA-F]+)`).exec(header)?.[1])])
    }
    return new Map(named)
  }
  /** How the hook calls a key of the browser. */
  const hookName = (code: string): string =>
    code
      .replace(/^(Key|Digit)/, '')
      .replace('Control', 'Ctrl')
      .replace(/^(Ctrl|Alt|Shift|Meta)Left$/, '$1')

  test('every key has the number that the hook gives it, and no two have the same', () => {
    const theirs = uiohookKeys()
    expect(theirs.size).toBeGreaterThan(100)
    const wanted = [...HOOK_CODES.keys()].map((code) => [code, theirs.get(hookName(code))])
    expect([...HOOK_CODES]).toEqual(wanted)
    expect(new Set(HOOK_CODES.values()).size).toBe(HOOK_CODES.size)
  })
  test('a number that it does not know is no key', () => {
    expect(codeOfHook(57)).toBe('Space')
    expect(codeOfHook(0)).toBeNull()
  })
})
