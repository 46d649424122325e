import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, Settings } from '../../../src/shared/model/settings.ts'

test('a damaged setting falls back by itself, the others stay', () => {
  const read = Settings.parse({ theme: 'purple', language: 'ko', preconnect: 'yes', closeToTray: false })
  expect(read).toEqual({ ...DEFAULT_SETTINGS, language: 'ko', closeToTray: false })
})

test('the one device that was chosen before there were rankings is the best of its ranking', () => {
  const read = Settings.parse({ microphoneId: 'usb', speakerId: '', ringSpeakerId: 7 })
  expect(read).toEqual(DEFAULT_SETTINGS)
  expect(Settings.parse({ microphoneId: 'usb', speakerId: '' })).toEqual({
    ...DEFAULT_SETTINGS,
    microphones: [{ id: 'usb', label: '', group: '' }],
  })
  const ranked = [{ id: 'desk', label: 'Desk', group: 'g' }]
  expect(Settings.parse({ microphoneId: 'usb', microphones: ranked }).microphones).toEqual(ranked)
})
