import { expect, test } from 'vitest'
import { createNameRate } from '../../../src/server/name-rate.ts'
import { toNameKey, UserName } from '../../../src/shared/ids.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'

const key = (name: string) => toNameKey(UserName.parse(name))

test('each name has its own burst, which comes back with time', () => {
  const clock = createVirtualClock()
  const rate = createNameRate(clock, 2, 0.1)
  expect([1, 2, 3].map(() => rate.take(key('ann')))).toEqual([true, true, false])
  expect(rate.take(key('bob'))).toBe(true)
  clock.advance(10_000)
  expect([1, 2].map(() => rate.take(key('ann')))).toEqual([true, false])
})

test('who has the whole burst again is forgotten, who has not is not', () => {
  const clock = createVirtualClock()
  const rate = createNameRate(clock, 2, 0.1)
  for (let number = 0; number < 1_000; number += 1) rate.take(key(`name ${number}`))
  rate.take(key('ann'))
  rate.take(key('ann'))
  clock.advance(12_000)
  expect(rate.take(key('ann'))).toBe(true)
  expect(rate.take(key('ann'))).toBe(false)
  expect(rate.size).toBe(1)
})

test('ten thousand names that come at once cost no more than their number', () => {
  const clock = createVirtualClock()
  let looks = 0
  const rate = createNameRate({ ...clock, now: () => ((looks += 1), clock.now()) }, 10, 0.1)
  for (let number = 0; number < 10_000; number += 1) rate.take(key(`name ${number}`))
  expect(looks).toBeLessThan(50_000)
})
