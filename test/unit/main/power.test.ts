import { EventEmitter } from 'node:events'
import type { BrowserWindow, PowerMonitor } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { followPower } from '../../../src/main/power.ts'
import { ok } from '../../../src/shared/result.ts'

const LEFT = { x: 0, y: 0, width: 1280, height: 800 }
const RIGHT = { x: 1280, y: 0, width: 1920, height: 1080 }

let monitor: EventEmitter
let lock: (isLocked: boolean) => void
let done: string[]
let screen: EventEmitter & { displays: (typeof LEFT)[] }
let bounds: typeof LEFT
beforeEach(() => {
  monitor = new EventEmitter()
  done = []
  screen = Object.assign(new EventEmitter(), {
    displays: [LEFT, RIGHT],
    getAllDisplays: () => screen.displays.map((workArea) => ({ workArea })),
    getPrimaryDisplay: () => ({ workArea: screen.displays[0] }),
  })
  bounds = { x: 1400, y: 100, width: 1040, height: 720 }
  const window = { getBounds: () => bounds, setBounds: (next: typeof LEFT) => (bounds = next) }
  followPower({
    powerMonitor: monitor as PowerMonitor,
    watchLock: (onChange) => (lock = onChange),
    screen: screen as never,
    window: window as unknown as BrowserWindow,
    core: {
      wake: (why) => void done.push(why),
      account: { reconnect: async () => (done.push('reconnect'), ok(null)) },
    },
    keys: { pause: () => done.push('pause'), resume: () => done.push('resume') },
  })
})

test.each([
  ['sleep', ['suspend', 'resume'], ['pause', 'resume', 'resumed']],
  ['a locked screen', ['lock-screen', 'unlock-screen'], ['pause', 'resume', 'reconnect']],
  ['another user', ['user-did-resign-active', 'user-did-become-active'], ['pause', 'resume', 'reconnect']],
  [
    'sleep that asks for a password: keys are heard only after it',
    ['suspend', 'lock-screen', 'resume', 'unlock-screen'],
    ['pause', 'pause', 'resumed', 'resume', 'reconnect'],
  ],
])('%s', (_name, events, expected) => {
  for (const event of events) monitor.emit(event)
  expect(done).toEqual(expected)
})

test('a screen that the desktop itself says is locked', () => {
  lock(true)
  lock(false)
  expect(done).toEqual(['pause', 'resume', 'reconnect'])
})

describe('a display that is taken away', () => {
  test('takes the window along: it comes to the main one', () => {
    screen.displays = [LEFT]
    screen.emit('display-removed')
    expect(bounds).toEqual({ x: 0, y: 0, width: 1040, height: 720 })
  })
  test('does not matter to a window elsewhere', () => {
    bounds = { ...bounds, x: 100 }
    screen.displays = [LEFT]
    screen.emit('display-removed')
    expect(bounds.x).toBe(100)
  })
})
