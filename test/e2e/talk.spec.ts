import { expect, test } from '@playwright/test'
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/model/settings.ts'
import type { Processing } from '../../src/shared/model/sound.ts'
import { buildHarness } from '../support/harness.ts'
import { join, mix, noise } from '../support/noise.ts'
import { observed, type Person } from '../support/person.ts'
import { playback, tapPlayback } from '../support/playback.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { speak } from '../support/speech.ts'
import { connect, expectHeard, makeContacts, startCaller, tincan } from './callers.ts'

// One call. Alice speaks two words every few seconds, in a room that is not silent. Bob is a tone.

const UNTOUCHED: Processing = { echoCancellation: false, autoGain: false, noise: 'off', stereo: false }
const BOB = 1000

let server: TestServer
let alice: Person
let bob: Person

test.beforeAll(async () => {
  server = await startTestServer({ webDir: await buildHarness() })
  const { sampleRate, samples } = speak('Good morning')
  const words = join(samples, new Float32Array(2 * sampleRate))
  const voice = { sampleRate, samples: mix(words, noise('hiss', words.length, -50)) }
  ;[alice, bob] = await Promise.all([
    startCaller(server.origin, 'alice', { frequency: 440, voice }),
    startCaller(server.origin, 'bob', { frequency: BOB }),
  ])
  await bob.context.addInitScript(tapPlayback)
  await bob.page.reload()
  await bob.page.waitForFunction(() => 'tincan' in globalThis)
  await makeContacts(alice, 'alice', bob, 'bob')
  await connect(alice, bob, 'bob')
})
test.afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  await server?.dispose()
})
test.beforeEach(async () => {
  for (const person of [alice, bob]) await set(person, { talkMode: 'open', processing: UNTOUCHED })
})

const set = (person: Person, change: Partial<Settings>): Promise<unknown> =>
  tincan(person.page, ({ host }, settings) => host.settings.update(settings), {
    ...DEFAULT_SETTINGS,
    ...change,
  })
const microphone = (person: Person) => tincan(person.page, ({ session }) => session.state.get().microphone)
const loudest = (person: Person): Promise<number> => observed(person.page, (seen) => seen.loudest())
const speaks = (person: Person) =>
  tincan(person.page, ({ session }) => session.state.get().calls[0]?.meSpeaking)

/** Level of what goes into the encoder, 0 to 1. */
const sent = (person: Person): Promise<number | undefined> =>
  observed(person.page, async ({ connections }) => {
    const reports = [...(await connections.at(-1)!.getStats()).values()] as {
      type: string
      audioLevel?: number
    }[]
    return reports.find(({ type }) => type === 'media-source')?.audioLevel
  })

test('voice: between the words nothing of the room is sent, and it is said when I am heard', async () => {
  // Without the gate the room is heard all the time.
  await expect.poll(() => loudest(bob)).toBeGreaterThan(0.1)
  await set(alice, { talkMode: 'voice', processing: UNTOUCHED })
  for (let round = 0; round < 2; round++) {
    // Digital zero goes into the encoder. Then it sends nothing, and the decoder makes soft noise of its own.
    await expect.poll(() => sent(alice)).toBe(0)
    expect(await microphone(alice)).toMatchObject({ gate: 'shut' })
    expect(await speaks(alice)).toBe(false)
    await expect.poll(() => loudest(bob)).toBeLessThan(0.005)
    await expect.poll(() => speaks(alice)).toBe(true)
    expect(await microphone(alice)).toMatchObject({ gate: 'open' })
    await expect.poll(() => loudest(bob)).toBeGreaterThan(0.1)
  }
})

test('push to talk: heard exactly while the key is down', async () => {
  await set(bob, {
    talkMode: 'push-to-talk',
    talkReleaseMs: 0,
    processing: UNTOUCHED,
  })
  const press = (pressed: boolean) => tincan(bob.page, ({ session }, down) => session.press(down), pressed)
  await expect.poll(() => loudest(alice)).toBe(0)
  await press(true)
  await expectHeard(alice.page, BOB)
  await press(false)
  await expect.poll(() => loudest(alice)).toBe(0)
  // It is not told as mute, or it would be told all the time.
  const call = await tincan(alice.page, ({ session }) => session.state.get().calls[0]?.call)
  expect(call).toMatchObject({ peerState: { muted: false } })
})

test('muted is digital silence; who talks all the same is told, and hears that they are muted', async () => {
  const sounds = () =>
    playback(bob.page, ({ swells }) => swells.map((swell) => swell.map(([, peak]) => peak)))
  const before = (await sounds()).length
  await tincan(bob.page, ({ session }) => session.setMuted(true))
  await expect.poll(async () => Math.max(0, ...((await sounds())[before] ?? []))).toBeGreaterThan(0.02)
  await expect.poll(() => loudest(alice)).toBe(0)
  await expect.poll(() => microphone(bob)).toMatchObject({ muted: true, talksWhileMuted: true })
  await tincan(bob.page, ({ session }) => session.setMuted(false))
  await expect.poll(() => microphone(bob)).toMatchObject({ muted: false, talksWhileMuted: false })
  await expectHeard(alice.page, BOB)
})

test('what is done to my voice changes in the call, over the same connection, and the truth is told', async () => {
  const connections = () => observed(bob.page, (seen) => seen.connections.length)
  const before = await connections()
  const wishes: Processing[] = [
    { echoCancellation: true, autoGain: true, noise: 'browser', stereo: false },
    { echoCancellation: false, autoGain: true, noise: 'rnnoise', stereo: false },
    { echoCancellation: false, autoGain: false, noise: 'off', stereo: true },
  ]
  for (const processing of wishes) {
    await set(bob, { processing })
    await expect.poll(() => microphone(bob)).toMatchObject({ processing })
  }
  await expectHeard(alice.page, BOB)
  expect(await connections()).toBe(before)
  // Of all those microphones one is left, with the clone that is sent.
  const live = () =>
    observed(bob.page, (seen) => seen.tracks.filter((track) => track.readyState === 'live').length)
  await expect.poll(live).toBe(2)
})
