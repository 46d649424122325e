import { expect, test } from 'vitest'
import { createSpeechDetector } from '../../../../src/renderer/media/levels.ts'

test('speech begins loud, survives a pause between words, and ends after a longer one', () => {
  const detect = createSpeechDetector()
  expect(detect(0.015, 0)).toBe(false)
  expect(detect(0.03, 100)).toBe(true)
  // Softer than its beginning is still speech.
  expect(detect(0.015, 1_000)).toBe(true)
  expect(detect(0, 1_300)).toBe(true)
  expect(detect(0, 1_500)).toBe(false)
})
