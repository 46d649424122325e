import { expect, test } from 'vitest'
import { createSilenceFinder, type MicrophoneFault } from '../../../../src/shared/sound/silent-microphone.ts'

/** What is found at each look, ten times a second, from these peaks. */
function find(peaks: readonly number[], isBlocked = false): (MicrophoneFault | null)[] {
  const look = createSilenceFinder()
  return peaks.map((peak, index) => look({ peak, isBlocked, now: index * 100 }))
}
const times = (count: number, peak: number): number[] => Array.from({ length: count }, () => peak)

test('two seconds without a single sample: silent, and not a moment before', () => {
  const found = find(times(22, 0))
  expect(found.indexOf('silent')).toBe(20)
})

test('the faintest noise is a microphone that works', () => {
  expect(find(times(100, 1 / 32_768))).not.toContain('silent')
  expect(find([...times(19, 0), 1 / 32_768, ...times(19, 0)])).not.toContain('silent')
})

test('sound again, and nothing is said any more', () => {
  expect(find([...times(40, 0), 0.1]).at(-1)).toBeNull()
})

test('what the system blocks is said after a second', () => {
  expect(find(times(12, 0), true).indexOf('blocked')).toBe(10)
})
