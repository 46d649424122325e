import { expect, test } from 'vitest'
import { createUnderrunWatch } from '../../../../src/shared/sound/underruns.ts'

/** The second at which it speaks up, fed one reading a second; null when it never does. */
function saidAt(missing: readonly (number | null)[]): number | null {
  const watch = createUnderrunWatch()
  const said = missing.flatMap((share, second) => (watch(share, second * 1_000) ? [second] : []))
  expect(said.length).toBeLessThanOrEqual(1)
  return said[0] ?? null
}
const of = (seconds: number, share: number | null) => Array.from({ length: seconds }, () => share)

test.each([
  ['a speaker that is always fed', of(600, 0), null],
  ['one whose clock runs slow', of(600, 0.004), null],
  ['a call in which nothing is played', of(600, null), null],
  ['a device that is changed', [...of(60, 0), 0.6, 0.3, ...of(60, 0)], null],
  ['a stutter every ten seconds', Array.from({ length: 600 }, (_, i) => (i % 10 === 0 ? 0.1 : 0)), null],
  ['stutter in every second', of(60, 0.05), 4],
  ['stutter every few seconds', Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? 0.1 : 0)), 20],
])('%s', (_, missing, expected) => expect(saidAt(missing)).toBe(expected))
