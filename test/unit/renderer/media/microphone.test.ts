import { beforeEach, expect, test } from 'vitest'
import { createMicrophone } from '../../../../src/renderer/media/microphone.ts'
import { settle } from '../../../fakes/virtual-clock.ts'

interface FakeTrack extends EventTarget {
  label: string
  readyState: 'live' | 'ended'
  stop(): void
}
function makeTrack(label: string): FakeTrack {
  const track: FakeTrack = Object.assign(new EventTarget(), {
    label,
    readyState: 'live' as const,
    stop: () => void (track.readyState = 'ended'),
  })
  return track
}

/** Microphones by id; the first is the system's own. */
let plugged: Map<string, string>
let problem: string | null
let tracks: FakeTrack[]
let devices: EventTarget & { getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream> }

beforeEach(() => {
  plugged = new Map([
    ['built-in', 'Built-in'],
    ['headset', 'Headset'],
  ])
  problem = null
  tracks = []
  devices = Object.assign(new EventTarget(), {
    async getUserMedia({ audio }: MediaStreamConstraints) {
      const { deviceId } = audio as { deviceId?: { exact: string } }
      await Promise.resolve()
      if (problem !== null) throw new DOMException('', problem)
      const label = deviceId === undefined ? [...plugged.values()][0] : plugged.get(deviceId.exact)
      if (label === undefined)
        throw new DOMException('', deviceId === undefined ? 'NotFoundError' : 'OverconstrainedError')
      const track = makeTrack(label)
      tracks.push(track)
      return { getAudioTracks: () => [track] } as unknown as MediaStream
    },
  })
})
const make = () => createMicrophone(devices as unknown as MediaDevices)

test('it opens the chosen device, and closes it for good', async () => {
  const microphone = make()
  microphone.open('headset')
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
  microphone.open('headset')
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'open', label: 'Built-in' })
})

test('closed while it opens: the device that comes late is closed at once', async () => {
  const microphone = make()
  microphone.open('')
  microphone.close()
  await settle()
  expect(microphone.state.get().status).toBe('closed')
  expect(tracks.every(({ readyState }) => readyState === 'ended')).toBe(true)
})

test('unplugged: another one takes over', async () => {
  const microphone = make()
  microphone.open('headset')
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
  microphone.open('')
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
  microphone.open('')
  await settle()
  expect(microphone.state.get()).toMatchObject({ status: 'failed', error: { code } })
})

test('one that was refused is not asked for again by itself', async () => {
  problem = 'NotAllowedError'
  const microphone = make()
  microphone.open('')
  await settle()
  problem = null
  devices.dispatchEvent(new Event('devicechange'))
  await settle()
  expect(microphone.state.get().status).toBe('failed')
  expect(tracks).toEqual([])
})
