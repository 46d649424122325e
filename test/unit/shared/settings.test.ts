import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, Settings } from '../../../src/shared/model/settings.ts'

test('a damaged setting falls back by itself, the others stay', () => {
  const read = Settings.parse({ theme: 'purple', language: 'ko', preconnect: 'yes', speakerId: 'usb' })
  expect(read).toEqual({ ...DEFAULT_SETTINGS, language: 'ko', speakerId: 'usb' })
})
