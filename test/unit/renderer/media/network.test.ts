import { expect, test } from 'vitest'
import { watchNetwork } from '../../../../src/renderer/media/network.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

function watch() {
  const clock = createVirtualClock()
  const target = new EventTarget()
  let sleptMs = 0
  const changes: string[] = []
  // The time goes on while a computer sleeps, and its timers do not.
  const sleepy = { now: () => clock.now() + sleptMs, setTimer: clock.setTimer }
  const stop = watchNetwork(sleepy, (change) => changes.push(change), target)
  return { clock, target, stop, sleep: (ms: number) => (sleptMs += ms), changes }
}

test('the network that came back is told', () => {
  const { target, changes } = watch()
  target.dispatchEvent(new Event('online'))
  expect(changes).toEqual(['network-changed'])
})

test('a sleep is told once, however long it was; a slow timer is not', () => {
  const { clock, sleep, changes } = watch()
  clock.advance(60_000)
  sleep(3_000)
  clock.advance(10_000)
  expect(changes).toEqual([])
  sleep(3_600_000)
  clock.advance(10_000)
  expect(changes).toEqual(['resumed'])
})

test('nothing is told and nothing runs after the end', () => {
  const { clock, target, stop, changes } = watch()
  stop()
  target.dispatchEvent(new Event('online'))
  expect(changes).toEqual([])
  expect(clock.pending).toBe(0)
})
