import { beforeEach, describe, expect, test } from 'vitest'
import { createPeerSound, type PeerSound } from '../../../../src/renderer/call/peer-sound.ts'
import { PLAIN_SOUND } from '../../../../src/shared/model/person-sound.ts'
import type { Mix } from '../../../../src/shared/sound/mix.ts'
import type { SoundSlice } from '../../../../src/shared/sound/slice.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { slicesOf, talk } from '../../../fakes/voice.ts'

const track = {} as MediaStreamTrack
const stream = { getAudioTracks: () => [track] } as unknown as MediaStream

let clock: VirtualClock
let sound: PeerSound
let output: { mix: Mix; audible: boolean; device: string; isClosed: boolean }
/** Whoever listens to the track. */
let listeners: Set<(slice: SoundSlice) => void>

beforeEach(() => {
  clock = createVirtualClock()
  listeners = new Set()
  output = { mix: { gain: 1, pan: 0 }, audible: false, device: '', isClosed: false }
  sound = createPeerSound({
    clock,
    createOutput: () => ({
      setAudible: (audible) => void (output.audible = audible),
      setMix: (mix) => void (output.mix = mix),
      setDevice: (device) => void (output.device = device),
      close: () => void (output.isClosed = true),
    }),
    createTap(_, onSlice) {
      listeners.add(onSlice)
      return { close: () => void listeners.delete(onSlice) }
    },
    onSlice: () => {},
  })
})

/** They speak for some seconds. */
const speak = (level: number): void => {
  for (const slice of slicesOf(talk(8, 1, level))) for (const listener of listeners) listener(slice)
}

describe('what was chosen before the sound came', () => {
  test('holds from its first moment on', () => {
    sound.setSpeaker('headset')
    sound.setWish({ volume: 0.5, pan: -1, mutedForMe: false })
    sound.setAudible(true)
    sound.attach(stream)
    expect(output).toEqual({
      mix: { gain: 0.5, pan: -1 },
      audible: true,
      device: 'headset',
      isClosed: false,
    })
  })
})

describe('levelling', () => {
  beforeEach(() => {
    sound.attach(stream)
    sound.setAudible(true)
    clock.advance(1_000)
  })

  test('lifts the quiet, on top of what was chosen, and can be switched off and on', () => {
    sound.choose({ ...PLAIN_SOUND, volume: 0.5 })
    speak(-34)
    const lifted = output.mix.gain
    expect(lifted).toBeGreaterThan(1)
    sound.setLevelling(false)
    expect(output.mix.gain).toBe(0.5)
    sound.setLevelling(true)
    expect(output.mix.gain).toBe(lifted)
  })

  test('does not make anybody heard who is muted for me', () => {
    sound.choose({ ...PLAIN_SOUND, mutedForMe: true })
    speak(-34)
    expect(output.mix.gain).toBe(0)
  })
})

test('nobody listens before the sound is half a second old, on hold, and after the end', () => {
  sound.attach(stream)
  sound.setAudible(true)
  clock.advance(400)
  expect(listeners.size).toBe(0)
  clock.advance(200)
  expect(listeners.size).toBe(1)
  sound.setAudible(false)
  expect(listeners.size).toBe(0)
  sound.setAudible(true)
  clock.advance(1_000)
  sound.close()
  expect([listeners.size, output.isClosed, clock.pending]).toEqual([0, true, 0])
})

test('what was chosen in the call holds until the contact is changed', () => {
  sound.setWish({ ...PLAIN_SOUND, volume: 0.8 })
  sound.choose({ ...PLAIN_SOUND, volume: 1.5 })
  // Another contact came online: nothing about this one.
  sound.setWish({ ...PLAIN_SOUND, volume: 0.8 })
  expect(sound.view().volume).toBe(1.5)
  sound.setWish({ ...PLAIN_SOUND, volume: 0.2 })
  expect(sound.view().volume).toBe(0.2)
})
