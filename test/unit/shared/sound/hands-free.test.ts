import { describe, expect, test } from 'vitest'
import type { AudioDevice } from '../../../../src/shared/model/device.ts'
import type { Bandwidth } from '../../../../src/shared/sound/bandwidth.ts'
import { findHandsFree } from '../../../../src/shared/sound/hands-free.ts'

const device = (label: string, group = ''): AudioDevice => ({ id: label, label, group })
const BUILT_IN = device('Microphone Array (Realtek(R) Audio)', 'board')
const CAMERA = device('HD Webcam', 'camera')
const SCREEN = device('HDMI', 'screen')
const MONITOR = device('Monitor of Built-in Audio', 'board')

interface Case {
  /** Null: the system's, and nobody says which that is. */
  readonly microphone: AudioDevice | null
  readonly speaker: AudioDevice | null
  readonly hz?: number
  readonly channels?: number
  readonly bandwidth?: Bandwidth
  readonly others?: readonly AudioDevice[]
  /** Besides the microphone and the speaker in use. */
  readonly present?: readonly { readonly microphone: AudioDevice; readonly speaker: AudioDevice }[]
}

const there = (device: AudioDevice | null): readonly AudioDevice[] => (device === null ? [] : [device])

const find = ({
  microphone,
  speaker,
  hz,
  channels,
  bandwidth = 'unknown',
  others = [BUILT_IN],
  present = [],
}: Case) =>
  findHandsFree(
    { device: microphone, sampleRate: hz ?? null, channelCount: channels ?? null, bandwidth },
    speaker,
    {
      microphones: [...there(microphone), ...present.map((pair) => pair.microphone), ...others],
      speakers: [...there(speaker), ...present.map((pair) => pair.speaker), SCREEN],
    },
  )

const WINDOWS_10 = {
  microphone: device('Headset (WH-1000XM4 Hands-Free AG Audio)'),
  speaker: device('Headphones (WH-1000XM4 Stereo)'),
}
const WINDOWS_11 = {
  microphone: device('Headset (Galaxy Buds2)', 'buds'),
  speaker: device('Headphones (Galaxy Buds2)', 'buds'),
}
const MAC = {
  microphone: device('AirPods Pro (Bluetooth)', 'pods'),
  speaker: device('AirPods Pro (Bluetooth)', 'pods'),
}
const LINUX = {
  microphone: device('Jabra Elite 75t Headset Head Unit (HSP/HFP)', 'jabra'),
  speaker: device('Jabra Elite 75t', 'jabra'),
}
const BLUEZ = { microphone: device('WH-1000XM4', 'in'), speaker: device('WH-1000XM4', 'out') }
const CARD = {
  microphone: device('Jabra EVOLVE 20 Mono', 'in'),
  speaker: device('Jabra EVOLVE 20 Mono', 'out'),
}
const OWN = { microphone: device('Built-in Audio', 'in'), speaker: device('Built-in Audio', 'out') }
const USB = {
  microphone: device('Headset Microphone (Jabra UC VOICE 550) (0b0e:0305)', 'usb'),
  speaker: device('Headset Earphone (Jabra UC VOICE 550) (0b0e:0305)', 'usb'),
}

describe('a headset that fell back', () => {
  test.each([
    ['Windows 10, by the name of the profile', { ...WINDOWS_10, hz: 48_000 }],
    ['Windows 11, at 16 kHz', { ...WINDOWS_11, hz: 16_000, channels: 1 }],
    ['macOS, at 16 kHz', { ...MAC, hz: 16_000, channels: 1 }],
    ['macOS, at 8 kHz, the channels unknown', { ...MAC, hz: 8_000 }],
    ['Linux, by the name of the profile', LINUX],
    ['Linux, by its sound', { ...BLUEZ, hz: 44_100, bandwidth: 'narrow' }],
    ['Linux, at 16 kHz', { ...BLUEZ, hz: 16_000, channels: 1 }],
    [
      'Korean Windows',
      {
        microphone: device('헤드셋(버즈 핸즈프리)', 'k'),
        speaker: device('헤드폰(버즈 스테레오)', 'k'),
      },
    ],
  ] as const)('is seen on %s', (_, found) => {
    expect(find(found)).toEqual({ headset: found.speaker, instead: BUILT_IN })
  })
})

describe('nothing is said of', () => {
  test.each([
    ['a headset in full quality', { ...MAC, hz: 48_000, channels: 1 }],
    ['one whose quality is not known', MAC],
    ['a microphone that sounds as high as a voice goes', { ...BLUEZ, hz: 44_100, bandwidth: 'wide' }],
    ['a card that sounds narrow', { ...CARD, hz: 44_100, bandwidth: 'narrow' }],
    ['the computer itself, if it sounds narrow', { ...OWN, hz: 44_100, bandwidth: 'narrow' }],
    ['a narrow microphone in stereo', { ...MAC, hz: 16_000, channels: 2 }],
    [
      'its microphone, while another speaker plays',
      { ...WINDOWS_10, speaker: device('Speakers (Realtek(R) Audio)', 'board') },
    ],
    ['its sound, while another microphone is used', { ...WINDOWS_10, microphone: BUILT_IN, hz: 16_000 }],
    ['a headset on a cable that is narrow by nature', { ...USB, hz: 16_000, channels: 1 }],
    ['a webcam with a narrow microphone', { microphone: CAMERA, speaker: SCREEN, hz: 16_000, channels: 1 }],
    ['a page that is not told the speakers', { ...WINDOWS_10, speaker: null }],
    ['a headset that has the only microphone', { ...WINDOWS_10, others: [] }],
    [
      'one beside which there are only monitors and other headsets',
      { ...LINUX, others: [MONITOR, WINDOWS_10.microphone] },
    ],
    ['devices without names', { microphone: device(''), speaker: device(''), hz: 16_000, channels: 1 }],
  ] as const)('%s', (_, none) => {
    expect(find(none)).toBeNull()
  })
})

describe("where nobody says which devices the system's own are", () => {
  const UNKNOWN = { microphone: null, speaker: null, hz: 44_100, present: [BLUEZ] } as const
  const OTHER = { microphone: device('Buds Live', 'a'), speaker: device('Buds Live', 'b') }

  test('the only headset is meant, if the sound is that of one', () => {
    const found = { headset: BLUEZ.speaker, instead: BUILT_IN }
    expect(find({ ...UNKNOWN, bandwidth: 'narrow' })).toEqual(found)
    expect(find({ ...UNKNOWN, microphone: BLUEZ.microphone, bandwidth: 'narrow' })).toEqual(found)
    expect(find({ ...UNKNOWN, speaker: BLUEZ.speaker, bandwidth: 'narrow' })).toEqual(found)
  })

  test.each([
    ['the sound goes as high as a voice does', { ...UNKNOWN, bandwidth: 'wide' }],
    ['nothing was said yet', UNKNOWN],
    ['there are two headsets', { ...UNKNOWN, present: [BLUEZ, OTHER], bandwidth: 'narrow' }],
    ['there is none', { ...UNKNOWN, present: [CARD, OWN, USB], bandwidth: 'narrow' }],
    ['it is another microphone that sounds narrow', { ...UNKNOWN, microphone: CAMERA, bandwidth: 'narrow' }],
  ] as const)('nothing is said where %s', (_, none) => {
    expect(find(none)).toBeNull()
  })
})

test('the microphone of the computer is offered before any other', () => {
  const instead = (others: readonly AudioDevice[]): string | undefined =>
    find({ ...LINUX, others })?.instead.label
  expect(instead([MONITOR, CAMERA, BUILT_IN])).toBe(BUILT_IN.label)
  expect(instead([MONITOR, CAMERA])).toBe(CAMERA.label)
})
