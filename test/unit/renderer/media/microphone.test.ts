import { beforeEach, expect, test } from 'vitest'
import { createMicrophone } from '../../../../src/renderer/media/microphone.ts'
import type { MicrophoneWish } from '../../../../src/renderer/media/open-track.ts'
import { PRESETS } from '../../../../src/shared/model/sound.ts'
import { settle } from '../../../fakes/virtual-clock.ts'

interface FakeTrack extends EventTarget {
  label: string
  readyState: 'live' | 'ended'
  stop(): void
  getSettings(): MediaTrackSettings
  applyConstraints(constraints: MediaTrackConstraints): Promise<void>
}
/** All that was asked for. */
const settingsFor = (constraints: MediaTrackConstraints): MediaTrackSettings =>
  Object.fromEntries(
    Object.entries(constraints as Record<string, unknown>).map(([name, value]) => [
      name,
      value instanceof Object && 'exact' in value ? value.exact : value,
    ]),
  )

function makeTrack(label: string, constraints: MediaTrackConstraints): FakeTrack {
  let settings = settingsFor(constraints)
  const track: FakeTrack = Object.assign(new EventTarget(), {
    label,
    readyState: 'live' as const,
    stop: () => void (track.readyState = 'ended'),
    getSettings: () => settings,
    async applyConstraints(next: MediaTrackConstraints) {
      if (canChange) settings = settingsFor(next)
    },
  })
  return track
}

/** Microphones by id; the first is the system's own. */
let plugged: Map<string, string>
let problem: string | null
/** Whether the browser can process the sound of a track in another way while it lives. */
let canChange: boolean
let tracks: FakeTrack[]
let devices: EventTarget & { getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream> }

beforeEach(() => {
  plugged = new Map([
    ['built-in', 'Built-in'],
    ['headset', 'Headset'],
  ])
  problem = null
  canChange = false
  tracks = []
  devices = Object.assign(new EventTarget(), {
    async getUserMedia({ audio }: MediaStreamConstraints) {
      const { deviceId } = audio as { deviceId?: { exact: string } }
      await Promise.resolve()
      if (problem !== null) throw new DOMException('', problem)
      const label = deviceId === undefined ? [...plugged.values()][0] : plugged.get(deviceId.exact)
      if (label === undefined)
        throw new DOMException('', deviceId === undefined ? 'NotFoundError' : 'OverconstrainedError')
      const track = makeTrack(label, audio as MediaTrackConstraints)
      tracks.push(track)
      return { getAudioTracks: () => [track] } as unknown as MediaStream
    },
  })
})
const wish = (deviceId: string): MicrophoneWish => ({ deviceId, processing: PRESETS.voice })
const make = () => createMicrophone(devices as unknown as MediaDevices)

test('it opens the chosen device, and closes it for good', async () => {
  const microphone = make()
  microphone.open(wish('headset'))
  expect(microphone.state.get().status).toBe('opening')
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Headset' })
  microphone.close()
  expect(microphone.state.get().status).toBe('closed')
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended'])
})

test("a chosen device that is gone gives way to the system's own", async () => {
  plugged.delete('headset')
  const microphone = make()
  microphone.open(wish('headset'))
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Built-in' })
})

test('closed while it opens: the device that comes late is closed at once', async () => {
  const microphone = make()
  microphone.open(wish(''))
  microphone.close()
  await settle()
  expect(microphone.state.get().status).toBe('closed')
  expect(tracks.every(({ readyState }) => readyState === 'ended')).toBe(true)
})

test('another device takes over when it gives sound, and not before', async () => {
  const microphone = make()
  microphone.open(wish('built-in'))
  await settle()
  microphone.open(wish('headset'))
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Built-in' })
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Headset' })
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live'])
})

test('a device that does not open leaves the one that is open, and is named', async () => {
  const microphone = make()
  const refused: string[] = []
  microphone.onRefused((id) => refused.push(id))
  microphone.open(wish('built-in'))
  await settle()
  problem = 'NotReadableError'
  microphone.open(wish('headset'))
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Built-in' })
  expect(tracks[0]).toMatchObject({ readyState: 'live' })
  expect(refused).toEqual(['headset'])
})

test('unplugged: another one takes over', async () => {
  const microphone = make()
  microphone.open(wish('headset'))
  await settle()
  plugged.delete('headset')
  tracks[0]!.dispatchEvent(new Event('ended'))
  expect(microphone.state.get()).toMatchObject({ error: { code: 'microphone-unplugged' } })
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Built-in' })
})

test('without any it says so, and opens one that is plugged in later', async () => {
  plugged.clear()
  const microphone = make()
  microphone.open(wish(''))
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'failed', error: { code: 'microphone-absent' } })
  plugged.set('usb', 'USB')
  devices.dispatchEvent(new Event('devicechange'))
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'USB' })
})

test.each([
  ['NotAllowedError', 'microphone-refused'],
  ['NotReadableError', 'microphone-in-use'],
])('%s is named %s', async (name, code) => {
  problem = name
  const microphone = make()
  microphone.open(wish(''))
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'failed', error: { code } })
})

test('one that was refused is not asked for again by itself', async () => {
  problem = 'NotAllowedError'
  const microphone = make()
  microphone.open(wish(''))
  await settle()
  problem = null
  devices.dispatchEvent(new Event('devicechange'))
  await settle()
  expect(microphone.state.get().status).toBe('failed')
  expect(tracks).toEqual([])
})

test('it is asked for the processing that is wanted, and RNNoise is not the business of the browser', async () => {
  const microphone = make()
  microphone.open({ deviceId: '', processing: PRESETS['noisy-room'] })
  await settle()
  expect(tracks[0]!.getSettings()).toEqual({
    echoCancellation: true,
    autoGainControl: true,
    noiseSuppression: false,
    channelCount: 1,
  })
})

test('a browser that changes the processing of a track keeps the track', async () => {
  canChange = true
  const microphone = make()
  microphone.open(wish('headset'))
  await settle()
  microphone.process(PRESETS.music)
  await settle()
  expect(tracks).toHaveLength(1)
  expect(tracks[0]!.getSettings()).toMatchObject({ echoCancellation: false, channelCount: 2 })
})

test('one that says yes and changes nothing is asked for another track, without a gap', async () => {
  const microphone = make()
  microphone.open(wish('headset'))
  await settle()
  const seen: string[] = []
  microphone.state.subscribe(() => seen.push(microphone.state.get().status))
  microphone.process(PRESETS.music)
  await settle()
  expect(seen).toEqual(['open'])
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Headset', track: tracks[1] })
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live'])
  expect(tracks[1]!.getSettings()).toMatchObject({ echoCancellation: false, channelCount: 2 })
})

test('closed, it takes the processing to the next opening only', async () => {
  const microphone = make()
  microphone.process(PRESETS.music)
  await settle()
  expect(tracks).toEqual([])
})
