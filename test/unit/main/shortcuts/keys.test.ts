import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createKeys, type KeyListener, type Keys } from '../../../../src/main/shortcuts/keys.ts'
import { isWayland } from '../../../../src/main/shortcuts/wayland.ts'
import { shellTexts } from '../../../../src/main/shell/shell-texts.ts'
import { IDLE_PRESENCE } from '../../../../src/shared/call/presence.ts'
import type { CallPresence } from '../../../../src/shared/call/call.ts'
import type { ShellCommand } from '../../../../src/shared/host.ts'
import { DEFAULT_SETTINGS } from '../../../../src/shared/model/settings.ts'
import type { KeyStatus } from '../../../../src/shared/model/shortcut.ts'
import { bob, id } from '../../../fakes/calls.ts'

const SPACE = { kind: 'keyboard', code: 'Space' } as const
const HOLD = { ...DEFAULT_SETTINGS, talkMode: 'push-to-talk', talkKey: SPACE } as const
const ringing: CallPresence = {
  ...IDLE_PRESENCE,
  status: 'ringing',
  callId: id(1),
  peer: bob,
  ringing: [{ callId: id(1), peer: bob }],
}
const inCall: CallPresence = { ...IDLE_PRESENCE, status: 'in-call', callId: id(2), peer: bob }

let commands: ShellCommand[]
let listener: KeyListener
let status: KeyStatus
beforeEach(() => {
  commands = []
})
const parts = {
  command: (command: ShellCommand) => void commands.push(command),
  names: () => shellTexts('en', 'en').keys,
}

function bySystem(refused: KeyStatus['refused'] = []) {
  const hook = { watch: vi.fn(), pause: vi.fn(), resume: vi.fn(), stop: vi.fn() }
  const global = { bind: vi.fn(() => [...refused]) }
  const keys = createKeys({
    ...parts,
    createSource(given) {
      listener = given
      return { by: 'system', hook, global }
    },
  })
  follow(keys)
  return { hook, global, keys }
}
function byPortal() {
  const portal = { bind: vi.fn(), letGo: vi.fn(), close: vi.fn() }
  const keys = createKeys({
    ...parts,
    createSource(given) {
      listener = given
      return { by: 'portal', portal }
    },
  })
  follow(keys)
  return { portal, keys }
}
const follow = (keys: Keys): void => void keys.port.onKeys((next) => (status = next))

describe('what a key means', () => {
  test.each<[string, CallPresence, 'answer' | 'end' | 'toggle-mute', ShellCommand[]]>([
    ['answer', ringing, 'answer', [{ type: 'accept', callId: id(1) }]],
    ['answer, and nothing rings', inCall, 'answer', []],
    ['end, and it rings', ringing, 'end', [{ type: 'decline', callId: id(1) }]],
    ['end', inCall, 'end', [{ type: 'end', callId: id(2) }]],
    ['end, without a call', IDLE_PRESENCE, 'end', []],
    ['mute', IDLE_PRESENCE, 'toggle-mute', [{ type: 'toggle-mute' }]],
  ])('%s', (_name, presence, action, expected) => {
    const { keys } = bySystem()
    keys.setPresence(presence)
    expect(keys.act(action)).toBe(expected.length > 0)
    expect(commands).toEqual(expected)
  })

  test('the talk key goes down and up; the command line also turns it over', () => {
    const { keys } = bySystem()
    listener.talk(true)
    keys.talk('toggle')
    keys.talk('toggle')
    keys.talk('up')
    expect(commands.map((command) => command.type === 'talk' && command.pressed)).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})

describe('the system', () => {
  test('is asked again only when something about keys changed', () => {
    const { hook, global, keys } = bySystem(['end'])
    keys.setSettings(HOLD)
    keys.setSettings({ ...HOLD, theme: 'dark' } as never)
    expect(global.bind).toHaveBeenCalledOnce()
    expect(hook.watch).toHaveBeenCalledExactlyOnceWith(SPACE)
    expect(status).toMatchObject({ by: 'system', refused: ['end'] })
    keys.setSettings({ ...HOLD, talkMode: 'voice' })
    expect(hook.watch).toHaveBeenLastCalledWith({ kind: 'none' })
    listener.talkStatus('off')
    expect(status.talk).toBe('off')
    keys.stop()
    expect(hook.stop).toHaveBeenCalledOnce()
    expect(global.bind).toHaveBeenLastCalledWith({ answer: [], end: [], 'toggle-mute': [] })
  })

  test('nobody is at the keys: the hook pauses, and what the command line holds is let go', () => {
    const { hook, keys } = bySystem()
    keys.talk('down')
    keys.pause()
    expect(hook.pause).toHaveBeenCalledOnce()
    expect(commands.at(-1)).toEqual({ type: 'talk', pressed: false })
    keys.talk('toggle')
    expect(commands.at(-1)).toEqual({ type: 'talk', pressed: true })
    keys.resume()
    expect(hook.resume).toHaveBeenCalledOnce()
  })
})

describe('the portal', () => {
  test('is asked for keys by what they do, without those that would take a letter from every app', () => {
    const { portal, keys } = byPortal()
    keys.setSettings({ ...HOLD, globalShortcuts: { answer: 'Control+KeyJ', end: 'KeyE' } })
    expect(portal.bind).toHaveBeenCalledExactlyOnceWith([
      { id: 'answer', description: 'Answer the call', trigger: 'CTRL+j' },
      { id: 'end', description: 'End the call', trigger: null },
      { id: 'talk', description: 'Hold to talk', trigger: 'space' },
    ])
    expect(status.talk).toBe('starting')
  })

  test('what it gave is told, and what it did not give', () => {
    const { keys } = byPortal()
    keys.setSettings({ ...HOLD, globalShortcuts: { answer: 'F9', end: 'F10' } })
    listener.portalBound(
      new Map([
        ['answer', 'F9'],
        ['talk', 'Space'],
      ]),
    )
    expect(status).toEqual({
      by: 'portal',
      refused: ['end'],
      talk: 'heard',
      assigned: { answer: 'F9', talk: 'Space' },
    })
    listener.portalBound(null)
    expect(status).toEqual({ by: 'portal', refused: ['answer', 'end'], talk: 'failed', assigned: {} })
  })

  test('an action is done when its key goes down, and not again when it goes up', () => {
    const { portal, keys } = byPortal()
    keys.setPresence(inCall)
    listener.portalKey('end', true)
    listener.portalKey('end', false)
    listener.portalKey('unknown', true)
    listener.portalKey('talk', true)
    listener.portalKey('talk', false)
    expect(commands).toEqual([
      { type: 'end', callId: id(2) },
      { type: 'talk', pressed: true },
      { type: 'talk', pressed: false },
    ])
    keys.pause()
    expect(portal.letGo).toHaveBeenCalledOnce()
    keys.resume()
    keys.stop()
    expect(portal.close).toHaveBeenCalledOnce()
  })
})

test.each([
  [{ XDG_SESSION_TYPE: 'wayland' }, true],
  [{ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-1' }, false],
  [{ XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-1' }, true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
  [{ WAYLAND_DISPLAY: '' }, false],
  [{}, false],
])('%j is Wayland: %s', (env, expected) => {
  expect(isWayland(env)).toBe(expected)
})
