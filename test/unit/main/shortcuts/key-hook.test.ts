import { EventEmitter } from 'node:events'
import type { utilityProcess } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { createKeyHook, type KeyHook } from '../../../../src/main/shortcuts/key-hook.ts'
import type { TalkKey } from '../../../../src/shared/model/shortcut.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

const SPACE: TalkKey = { kind: 'keyboard', code: 'Space' }
const BUTTON: TalkKey = { kind: 'mouse', button: 4 }
const NONE: TalkKey = { kind: 'none' }

/** A process of the hook, without a hook. */
class Child extends EventEmitter {
  readonly orders: unknown[] = []
  isKilled = false
  postMessage(order: unknown): void {
    this.orders.push(order)
  }
  kill(): boolean {
    this.isKilled = true
    return true
  }
  say(...reports: object[]): void {
    for (const report of reports) this.emit('message', report)
  }
}

let clock: VirtualClock
let children: Child[]
let talks: boolean[]
let statuses: string[]
let isPermitted: boolean
let hook: KeyHook
beforeEach(() => {
  clock = createVirtualClock()
  children = []
  talks = []
  statuses = []
  isPermitted = true
  hook = createKeyHook({
    fork: (() => {
      const child = new Child()
      children.push(child)
      return child
    }) as unknown as typeof utilityProcess.fork,
    file: 'key-hook.js',
    clock,
    isPermitted: () => isPermitted,
    onTalk: (pressed) => talks.push(pressed),
    onStatus: (status) => statuses.push(status),
  })
})
const child = (): Child => children.at(-1)!
/** A hook that runs, with its key held down. */
function hold(): void {
  hook.watch(SPACE)
  child().emit('spawn')
  child().say({ type: 'ready' }, { type: 'talk', pressed: true })
}

test('it starts for a key, tells of it, and ends without one', () => {
  hold()
  expect(child().orders).toEqual([{ type: 'watch', key: SPACE }])
  child().say({ type: 'talk', pressed: true }, { type: 'talk', pressed: false }, { type: 'nonsense' })
  expect(talks).toEqual([true, false])
  hook.watch(BUTTON)
  expect(children).toHaveLength(1)
  expect(child().orders.at(-1)).toEqual({ type: 'watch', key: BUTTON })
  expect(statuses.at(-1)).toBe('starting')
  child().say({ type: 'ready' })
  hook.watch(NONE)
  expect(child().orders.at(-1)).toEqual({ type: 'stop' })
  expect(statuses).toEqual(['starting', 'heard', 'starting', 'heard', 'off'])
})

test('a key that is chosen while the hook starts is the one that it listens for', () => {
  hook.watch(SPACE)
  hook.watch(BUTTON)
  child().emit('spawn')
  expect(child().orders.at(-1)).toEqual({ type: 'watch', key: BUTTON })
})

test.each(['MediaSelect', 'Control+NumpadMemoryAdd', 'no chord'])('a key that no hook hears: %s', (code) => {
  hold()
  hook.watch({ kind: 'keyboard', code })
  expect(child().orders.at(-1)).toEqual({ type: 'stop' })
  expect(talks).toEqual([true, false])
  expect(statuses.at(-1)).toBe('failed')
})

test('a hook that dies lets the key go, and is not started again by itself', () => {
  hold()
  child().emit('exit', 1)
  expect(talks).toEqual([true, false])
  expect(statuses.at(-1)).toBe('failed')
  expect(children).toHaveLength(1)
  hook.watch(SPACE)
  expect(children).toHaveLength(2)
})

test('a hook that hangs lets the key go, and is ended', () => {
  hold()
  clock.advance(3_000)
  child().say({ type: 'alive' })
  clock.advance(3_000)
  expect(child().isKilled).toBe(false)
  clock.advance(1_000)
  expect(talks).toEqual([true, false])
  expect(child().isKilled).toBe(true)
})

test('a hook that cannot hear keys is ended', () => {
  hook.watch(SPACE)
  child().say({ type: 'failed' })
  expect(child().isKilled).toBe(true)
})

test('one that does not end when it is asked to is ended by force', () => {
  hold()
  const first = child()
  hook.watch(NONE)
  hook.watch(SPACE)
  clock.advance(1_000)
  expect(first.isKilled).toBe(true)
  expect(child().isKilled).toBe(false)
})

test('one that ended when it was asked to is left alone', () => {
  hold()
  hook.stop()
  child().emit('exit', 0)
  clock.advance(10_000)
  expect(child().isKilled).toBe(false)
  expect(clock.pending).toBe(0)
  expect(statuses.at(-1)).toBe('heard')
})

test('during a pause there is no hook, and afterwards one that knows nothing of before', () => {
  hold()
  hook.pause()
  expect(talks).toEqual([true, false])
  child().emit('exit', 0)
  clock.advance(60_000)
  hook.pause()
  hook.resume()
  expect(children).toHaveLength(2)
  child().emit('spawn')
  expect(child().orders).toEqual([{ type: 'watch', key: SPACE }])
  child().say({ type: 'talk', pressed: true })
  expect(talks).toEqual([true, false, true])
  hook.resume()
  expect(children).toHaveLength(2)
})

test('what is chosen during a pause holds after it', () => {
  hook.pause()
  hook.watch(SPACE)
  expect(children).toHaveLength(0)
  hook.resume()
  expect(children).toHaveLength(1)
  hook.pause()
  hook.watch(NONE)
  hook.resume()
  expect(children).toHaveLength(1)
})

test('where the system does not allow it, it is asked once, not after every pause', () => {
  isPermitted = false
  hook.watch(SPACE)
  hook.pause()
  isPermitted = true
  hook.resume()
  expect(children).toHaveLength(0)
  expect(statuses).toEqual(['not-permitted'])
})
