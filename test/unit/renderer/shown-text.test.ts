import { expect, test } from 'vitest'
import { formatDuration } from '../../../src/renderer/app/duration.ts'
import { hueOf, initialsOf } from '../../../src/renderer/app/ui/avatar.tsx'
import { UserName } from '../../../src/shared/ids.ts'

test.each([
  ['bob', 'B'],
  ['Grace Hopper', 'GH'],
  ['J. R. Doe', 'JD'],
  ['José Álvarez', 'JÁ'],
  ['김서연', '서연'],
  ['서연 언니', '서언'],
  ['é̱lan', 'É̱'],
  ['👩‍🚀 crew', '👩‍🚀C'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a hue belongs to a person, however the name is written', () => {
  const hue = (name: string): number => hueOf(UserName.parse(name))
  expect(hue('Bob')).toBe(hue('bOB'))
  expect(hue('bob')).not.toBe(hue('bib'))
  expect(hue('bob')).toBeGreaterThanOrEqual(0)
  expect(hue('wolfeschlegelsteinhausenberger')).toBeLessThan(360)
})

test.each([
  [-5, '0:00'],
  [5_900, '0:05'],
  [754_000, '12:34'],
  [3_723_000, '1:02:03'],
])('%d ms are shown as %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text)
})
