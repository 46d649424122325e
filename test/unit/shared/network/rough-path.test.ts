import { expect, test } from 'vitest'
import { fateOf, SMOOTH_PATH, type RoughPath } from '../../../../src/shared/network/rough-path.ts'
import { randomOf } from '../../../fakes/voice.ts'

const fates = (path: RoughPath): (number | null)[] => {
  const random = randomOf(1)
  return Array.from({ length: 10_000 }, () => fateOf(path, random))
}

test('a smooth path neither loses nor delays anything', () => {
  expect(new Set(fates(SMOOTH_PATH))).toEqual(new Set([0]))
})

test('as many packets get lost as wished', () => {
  const lost = fates({ ...SMOOTH_PATH, loss: 0.1 }).filter((fate) => fate === null).length
  expect(lost / 10_000).toBeCloseTo(0.1, 2)
})

test('the others come between the delay and the delay with all of the jitter', () => {
  const delays = fates({ loss: 0.5, delayMs: 100, jitterMs: 50 }).filter((fate) => fate !== null)
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
  expect(Math.min(...delays)).toBeLessThan(101)
  expect(Math.max(...delays)).toBeLessThanOrEqual(150)
  expect(Math.max(...delays)).toBeGreaterThan(149)
})
