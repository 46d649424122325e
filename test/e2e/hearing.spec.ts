import { expect, test } from '@playwright/test'
import type { Processing } from '../../src/shared/model/sound.ts'
import { createBlocks, gatedLoudness } from '../../src/shared/sound/loudness.ts'
import { createSlicer } from '../../src/shared/sound/slice.ts'
import { buildHarness } from '../support/harness.ts'
import type { Person } from '../support/person.ts'
import { startPulse, type Pulse } from '../support/pulse.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { speak } from '../support/speech.ts'
import type { Sound } from '../support/wav.ts'
import { connect, makeContacts, startCaller, tincan, withCall } from './callers.ts'

// What a person's speaker plays. Bob has a real one; Alice and carol say the same, carol 20 dB louder.
test.describe.configure({ mode: 'serial' })

const RATE = 48_000
/** Loud enough to be heard, and what is left of nothing. */
const HEARD = 0.003
const NOTHING = 0.0003

let pulse: Pulse
let server: TestServer
let alice: Person
let bob: Person
let carol: Person
/** How long the sentence takes, in seconds: a whole one is as loud as any other. */
let sentence: number

test.beforeAll(async () => {
  pulse = await startPulse()
  await pulse.addSpeaker('speaker')
  await pulse.addEchoingMicrophone('room', 'speaker')
  server = await startTestServer({ webDir: await buildHarness() })
  const voice = speak('The quick brown fox jumps over the lazy dog, and then it goes to sleep in the sun.')
  sentence = voice.samples.length / voice.sampleRate
  const quieter = (sound: Sound, gain: number): Sound => ({
    ...sound,
    samples: sound.samples.map((sample) => sample * gain),
  })
  ;[alice, bob, carol] = await Promise.all([
    startCaller(server.origin, 'alice', { frequency: 0, voice: quieter(voice, 0.16) }),
    startCaller(server.origin, 'bob', { frequency: 0, pulse }),
    startCaller(server.origin, 'carol', { frequency: 0, voice: quieter(voice, 1.6) }),
  ])
  for (const person of [alice, bob, carol]) await touchNothing(person)
  // Once he has a contact, only contacts ring.
  await makeContacts(bob, 'bob', alice, 'alice')
  await makeContacts(bob, 'bob', carol, 'carol')
})
test.afterAll(async () => {
  await Promise.all([alice, bob, carol].map((person) => person?.close()))
  await server?.dispose()
  await pulse?.close()
})

/** From now on the browser makes no voice louder, and cancels no echo: as equipment does that cannot. */
async function touchNothing({ page }: Person): Promise<void> {
  const processing: Processing = { echoCancellation: false, autoGain: false, noise: 'off', stereo: false }
  await tincan(page, ({ host }, value) => host.settings.update({ processing: value }), processing)
}

async function online(page: Person['page']): Promise<void> {
  await page.waitForFunction(() => 'tincan' in globalThis)
  const status = () => tincan(page, async ({ host }) => (await host.state()).connection.status)
  await expect.poll(status).toBe('online')
}

async function hangUp(...both: Person[]): Promise<void> {
  await withCall(both[0]!.page, 'active', 'end')
  const rest = (page: Person['page']): Promise<number> =>
    tincan(page, ({ session }) => {
      for (const { call } of session.state.get().calls) session.dismiss(call.callId)
      return session.state.get().calls.length
    })
  for (const { page } of both) await expect.poll(() => rest(page)).toBe(0)
}

const echoOf = ({ page }: Person) => tincan(page, ({ session }) => session.state.get().calls[0]!.echo)
const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length)
const sides = async (): Promise<number[]> => (await pulse.record('speaker', 0.6)).map(rms)
const loudestSide = async (): Promise<number> => Math.max(...(await sides()))

/** In LUFS, of what bob's speaker plays. */
async function loudness(): Promise<number> {
  const channels = await pulse.record('speaker', sentence)
  const slicer = createSlicer(RATE)
  const toBlock = createBlocks()
  const blocks: number[] = []
  for (let at = 0; at < channels[0].length; at += RATE / 10) {
    const piece = channels.map((channel) => channel.subarray(at, at + RATE / 10))
    const slice = slicer(piece, piece[0]!.length, at)
    const block = slice && toBlock(slice.power)
    if (block !== null) blocks.push(block)
  }
  return gatedLoudness(blocks)
}

let quiet: number
test('my voice that comes back is found out within ten seconds, and both sides are told', async () => {
  await connect(alice, bob, 'bob')
  await expect.poll(loudestSide).toBeGreaterThan(HEARD)
  await alice.page.waitForTimeout(5_000)
  quiet = await loudness()
  await expect.poll(() => echoOf(alice)).toEqual({ mine: true, theirs: false })
  await expect.poll(() => echoOf(bob)).toEqual({ mine: false, theirs: true })
  await hangUp(alice, bob)
})

test('who speaks loudly sounds as loud as who speaks quietly, within 2 LU after five seconds', async () => {
  const words = speak(
    'Nobody ever told me how long a cable has to be. I would have bought a longer one! '.repeat(6),
  )
  await pulse.addMicrophone('headset', words)
  await pulse.chooseMicrophone('headset')
  await connect(carol, bob, 'bob')
  await expect.poll(loudestSide).toBeGreaterThan(HEARD)
  await carol.page.waitForTimeout(5_000)
  expect(Math.abs((await loudness()) - quiet)).toBeLessThan(2)
  // Bob has spoken all the time, and heard her.
  await expect
    .poll(() => tincan(carol.page, ({ session }) => session.state.get().calls[0]!.peerSpeaking))
    .toBe(true)
  expect(await echoOf(carol)).toEqual({ mine: false, theirs: false })
})

test('how loud a person is for me, and from where, holds at once and in the next call', async () => {
  const choose = (change: object) =>
    tincan(bob.page, ({ host }, wish) => host.contacts.update('carol' as never, wish), change)
  await choose({ pan: -1, volume: 0.5 })
  const lead = async (): Promise<number> => {
    const [left = 0, right = 0] = await sides()
    return left > HEARD ? left / Math.max(right, 1e-6) : 0
  }
  await expect.poll(lead).toBeGreaterThan(30)
  await choose({ mutedForMe: true })
  await expect.poll(loudestSide).toBeLessThan(NOTHING)
  await hangUp(carol, bob)
  await bob.page.reload()
  await online(bob.page)

  await connect(carol, bob, 'bob')
  const view = () => tincan(bob.page, ({ session }) => session.state.get().calls[0]!)
  await expect.poll(async () => (await view()).peerSpeaking).toBe(true)
  expect((await view()).sound).toEqual({ volume: 0.5, pan: -1, mutedForMe: true })
  // The ring and the cue of the connection end; then nothing of a whole sentence is heard.
  await expect.poll(loudestSide).toBeLessThan(NOTHING)
  expect(Math.max(...(await pulse.record('speaker', sentence)).map(rms))).toBeLessThan(NOTHING)
  await choose({ mutedForMe: false })
  await expect.poll(lead).toBeGreaterThan(30)
})
