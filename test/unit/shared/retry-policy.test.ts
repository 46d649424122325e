import { expect, test } from 'vitest'
import { retryDelayMs } from '../../../src/shared/signaling/retry-policy.ts'

test('tries at 0, 0.3, 1.2, 2.7, 4.8 and then every 7 s', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => retryDelayMs(attempt, 0.5))).toEqual([
    0, 300, 1200, 2700, 4800, 7000, 7000,
  ])
})

test('jitter stays within 20 %', () => {
  expect(retryDelayMs(3, 0)).toBe(2160)
  expect(retryDelayMs(3, 1)).toBe(3240)
})
