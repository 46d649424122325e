import { beforeEach, expect, test } from 'vitest'
import { createOwnSound, type OwnSound } from '../../../../src/renderer/call/own-sound.ts'
import type { Microphone, MicrophoneState } from '../../../../src/renderer/media/microphone.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/shared/model/settings.ts'
import type { Processing } from '../../../../src/shared/model/sound.ts'
import type { GateState } from '../../../../src/shared/sound/gate-decision.ts'
import { createStore, type Store } from '../../../../src/shared/store.ts'
import { createVirtualClock, settle, type VirtualClock } from '../../../fakes/virtual-clock.ts'

let clock: VirtualClock
let own: OwnSound
let isSending: boolean
let level: number
let isRunning: boolean
let isBlocked: boolean
let hasCanceller: boolean
/** Before the browser does anything to it; null until the device is open a second time. */
let rawLevel: number | null
let rawMeters: number
let opened: string[]
let processed: Processing[]
let idle: number
let gate: Store<GateState | null>
const CHAINED = { label: 'Chained' } as MediaStreamTrack

function start(change: Partial<Settings> = {}): void {
  clock = createVirtualClock()
  isSending = true
  level = 0
  isRunning = true
  isBlocked = false
  hasCanceller = false
  rawLevel = null
  rawMeters = 0
  opened = []
  const state = createStore<MicrophoneState>({ status: 'closed' })
  idle = 0
  processed = []
  gate = createStore<GateState | null>(null)
  const track = {
    label: 'Fake',
    getSettings: () => ({ autoGainControl: true, echoCancellation: hasCanceller }),
    get muted() {
      return isBlocked
    },
  } as MediaStreamTrack
  const microphone: Microphone = {
    state,
    open({ deviceId }) {
      opened.push(deviceId)
      state.set({ status: 'open', track, label: track.label })
    },
    close: () => state.set({ status: 'closed' }),
    process: (processing) => void processed.push(processing),
    onRefused: () => {},
  }
  own = createOwnSound({
    clock,
    settings: { ...DEFAULT_SETTINGS, ...change },
    device: '',
    microphone,
    createMeter: () => ({
      read: () => level,
      isRunning: () => isRunning,
      bandwidth: () => 'unknown',
      close: () => {},
    }),
    createRawMeter() {
      rawMeters += 1
      return { read: () => rawLevel ?? 0, isRunning: () => rawLevel !== null, close: () => (rawMeters -= 1) }
    },
    createChain: async () => ({
      track: CHAINED,
      gate,
      set: async () => {},
      pause: async () => {},
      close: () => {},
    }),
    onTrack: () => {},
    onIdle: () => (idle += 1),
    onSending: (sending) => (isSending = sending),
    onEvent: () => {},
    onChange: () => {},
  })
  own.fit(true)
}
const set = (change: Partial<Settings>): void => own.setSettings({ ...DEFAULT_SETTINGS, ...change })

beforeEach(() => start())

test('the microphone is open exactly while it is wanted, and changes with the choice', () => {
  own.fit(true)
  own.setDevice('b')
  expect(opened).toEqual(['', 'b'])
  own.fit(false)
  expect(own.view()).toEqual({ status: 'closed' })
  own.setDevice('c')
  expect(opened).toEqual(['', 'b'])
})

test('open: heard unless muted or deafened', () => {
  own.setMuted(true)
  expect(isSending).toBe(false)
  own.setMuted(false)
  expect(isSending).toBe(true)
  own.setDeafened(true)
  expect(isSending).toBe(false)
  expect(own.view()).toMatchObject({ muted: true, sending: false })
})

test('push to talk from the start: not heard', () => {
  start({ talkMode: 'push-to-talk' })
  expect(isSending).toBe(false)
})

test('push to talk: heard while the key is down, and for the release delay after it', () => {
  set({ talkMode: 'push-to-talk', talkReleaseMs: 300 })
  expect(isSending).toBe(false)
  own.press(true)
  expect(isSending).toBe(true)
  own.press(false)
  clock.advance(299)
  expect(isSending).toBe(true)
  clock.advance(1)
  expect(isSending).toBe(false)
})

test('a key pressed again within the delay goes on talking', () => {
  set({ talkMode: 'push-to-talk', talkReleaseMs: 300 })
  own.press(true)
  own.press(false)
  clock.advance(200)
  own.press(true)
  clock.advance(1_000)
  expect(isSending).toBe(true)
})

test('push to mute: silent at once while the key is down', () => {
  set({ talkMode: 'push-to-mute', talkReleaseMs: 2_000 })
  expect(isSending).toBe(true)
  own.press(true)
  expect(isSending).toBe(false)
  own.press(false)
  expect(isSending).toBe(true)
})

test('who is muted stays so whatever the key does', () => {
  set({ talkMode: 'push-to-talk' })
  own.setMuted(true)
  own.press(true)
  expect(isSending).toBe(false)
})

test('another way to talk forgets the key that is down', () => {
  set({ talkMode: 'push-to-talk' })
  own.press(true)
  set({ talkMode: 'open' })
  expect(isSending).toBe(true)
  set({ talkMode: 'push-to-talk' })
  expect(isSending).toBe(false)
})

test('I speak when there is speech in what may be heard', () => {
  clock.advance(500)
  level = 0.5
  own.look()
  expect(own.isSpeaking()).toBe(true)
  expect(own.level()).toBe(0.5)
  own.setMuted(true)
  expect(own.isSpeaking()).toBe(false)
  expect(own.level()).toBe(0)
})

const openGate = (isOpen: boolean): void => gate.set({ levelDb: -30, thresholdDb: -40, isOpen })

test('in the mode voice I speak exactly while the gate is open', async () => {
  start({ talkMode: 'voice' })
  await settle()
  clock.advance(500)
  level = 0.5
  own.look()
  expect(own.isSpeaking()).toBe(false)
  expect(own.view()).toMatchObject({ gate: 'shut', sending: true })
  openGate(true)
  expect(own.isSpeaking()).toBe(true)
  expect(own.view()).toMatchObject({ gate: 'open' })
  openGate(false)
  expect(own.isSpeaking()).toBe(false)
})

test('another processing is asked of the microphone, and the view says what is so', () => {
  const processing = { ...DEFAULT_SETTINGS.processing, autoGain: false, stereo: true }
  set({ processing })
  expect(processed).toEqual([processing])
  expect(own.view()).toMatchObject({
    processing: { echoCancellation: false, autoGain: true, noise: 'off', stereo: false },
  })
})

/** Speaks, or not, and is looked at ten times a second. */
function pass(seconds: number, loudness: number): void {
  level = loudness
  for (let i = 0; i < seconds * 10; i++) {
    clock.advance(100)
    own.look()
  }
}
const isTold = (): boolean => {
  const view = own.view()
  return view.status === 'open' && view.talksWhileMuted
}

test('who speaks and is muted is told so, and no more soon after', () => {
  pass(1, 0)
  own.setMuted(true)
  pass(2, 0.5)
  expect(isTold()).toBe(true)
  pass(6, 0)
  expect(isTold()).toBe(false)
  pass(2, 0.5)
  own.setMuted(false)
  expect(isTold()).toBe(false)
})

test('a cough while muted is no speech, and with a talk key nobody is told', () => {
  pass(1, 0)
  own.setMuted(true)
  pass(0.1, 0.5)
  pass(2, 0)
  expect(isTold()).toBe(false)
  set({ talkMode: 'push-to-talk' })
  pass(3, 0.5)
  expect(isTold()).toBe(false)
})

const faultOf = (): string | null => {
  const view = own.view()
  return view.status === 'open' ? view.fault : null
}

test('a microphone that gives nothing is found out within 3 s in which I may be heard, and forgotten with its first sound', () => {
  clock.advance(500)
  own.setMuted(true)
  pass(60, 0)
  expect(faultOf()).toBe(null)
  own.setMuted(false)
  pass(1.9, 0)
  expect(faultOf()).toBe(null)
  pass(0.2, 0)
  expect(faultOf()).toBe('silent')
  pass(0.1, 0.001)
  expect(faultOf()).toBe(null)
})

test('where a canceller of echoes adds noise, the device itself is heard, while it is quiet', () => {
  hasCanceller = true
  rawLevel = 0
  clock.advance(500)
  pass(2.3, 0.001)
  expect(faultOf()).toBe(null)
  pass(0.3, 0.001)
  expect(faultOf()).toBe('silent')
  rawLevel = 0.0001
  pass(0.2, 0.001)
  expect(faultOf()).toBe(null)
  pass(1, 0.5)
  expect(rawMeters).toBe(0)
  for (let word = 0; word < 5; word++) {
    pass(0.3, 0.001)
    expect(rawMeters).toBe(0)
    pass(0.5, 0.5)
  }
  rawLevel = 0
  pass(2.6, 0.001)
  expect(faultOf()).toBe('silent')
})

test('a burst of that noise, as it begins with, is no sound of the device', () => {
  hasCanceller = true
  rawLevel = 0
  clock.advance(500)
  pass(1.5, 0)
  pass(0.3, 0.02)
  expect(rawMeters).toBe(1)
  pass(1, 0.001)
  expect(faultOf()).toBe('silent')
  pass(0.8, 0.02)
  expect(rawMeters).toBe(0)
  expect(faultOf()).toBe(null)
})

test('a device that does not open twice is not blamed', () => {
  hasCanceller = true
  clock.advance(500)
  pass(20, 0.001)
  expect(faultOf()).toBe(null)
  own.setMuted(true)
  pass(1, 0)
  expect(rawMeters).toBe(0)
})

test('with a talk key the time of all presses counts', () => {
  set({ talkMode: 'push-to-talk', talkReleaseMs: 0 })
  clock.advance(500)
  for (let press = 0; press < 4; press++) {
    own.press(true)
    pass(1, 0)
    own.press(false)
    pass(5, 0)
  }
  expect(faultOf()).toBe('silent')
})

test('a microphone that the system keeps is found out, and one that cannot be looked at yet is not blamed', () => {
  isRunning = false
  pass(10, 0)
  expect(faultOf()).toBe(null)
  isRunning = true
  isBlocked = true
  pass(2, 0)
  expect(faultOf()).toBe('blocked')
})

test('so many minutes without a word, and I want to be muted; a word begins them anew', () => {
  set({ idleMuteMinutes: 1 })
  pass(50, 0)
  pass(1, 0.5)
  pass(59, 0)
  expect(idle).toBe(0)
  pass(3, 0)
  expect(idle).toBeGreaterThan(0)
  own.setMuted(true, 'idle')
  expect(own.view()).toMatchObject({ muted: true, mutedByIdle: true })
  own.setMuted(false)
  expect(own.view()).toMatchObject({ muted: false, mutedByIdle: false })
})

test.each([{ talkMode: 'push-to-talk', idleMuteMinutes: 1 }, { idleMuteMinutes: 0 }] as const)(
  'with %j nobody is muted for being quiet',
  (settings) => {
    set(settings)
    pass(120, 0)
    expect(idle).toBe(0)
  },
)
