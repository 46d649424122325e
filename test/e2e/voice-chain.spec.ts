import { expect, test } from '@playwright/test'
import type { ChainWish } from '../../src/renderer/media/voice-chain/voice-chain.ts'
import type { Gate } from '../../src/shared/model/sound.ts'
import { buildHarness } from '../support/harness.ts'
import { join, loudestOf, mix, noise, powerOf } from '../support/noise.ts'
import { startPerson, type Person } from '../support/person.ts'
import { delayOf, segmentalSnr } from '../support/segmental-snr.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { speak } from '../support/speech.ts'

// The gate and RNNoise as a call uses them, with a spoken sentence, sample by sample: the same chain over the same
// worklets, rendered by the browser.

const RATE = 48_000
const GATE: Gate = { threshold: 'automatic', prerollMs: 60, holdMs: 300 }
const PLAIN: ChainWish = { gate: null, denoise: false, stereo: false }

let server: TestServer
let person: Person
/** A sentence at 48 kHz, after half a second of silence. */
let sentence: Float32Array

test.beforeAll(async () => {
  server = await startTestServer({ webDir: await buildHarness() })
  person = await startPerson(server.origin, { frequency: 440 })
  await person.page.waitForFunction(() => 'renderThroughChain' in globalThis)
  const spoken = speak('Please send the report before five. Can you hear me? The quick brown fox is back.')
  const quiet = new Float32Array(spoken.sampleRate / 2)
  ;[sentence] = (await render({ ...spoken, channels: [join(quiet, spoken.samples, quiet)] }, PLAIN)) as [
    Float32Array,
  ]
})
test.afterAll(async () => {
  await person.close()
  await server.dispose()
})

async function render(
  { sampleRate, channels }: { sampleRate: number; channels: readonly Float32Array[] },
  wish: ChainWish,
): Promise<Float32Array[]> {
  const input = { sampleRate, channels: channels.map((one) => Buffer.from(one.buffer).toString('base64')) }
  const output = await person.page.evaluate<string[]>(
    `renderThroughChain(${JSON.stringify(input)}, ${JSON.stringify(wish)})`,
  )
  return output.map((text) => new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer))
}

const db = (power: number): number => 10 * Math.log10(power)

test('the gate opens within 20 ms, and no onset of a word is lost', async () => {
  const room = noise('hiss', sentence.length, -62)
  const input = mix(sentence, room)
  const gate = { ...GATE, holdMs: 100 }
  const [output] = (await render(
    { sampleRate: RATE, channels: [input] },
    { gate, denoise: false, stereo: false },
  )) as [Float32Array]
  const onset = sentence.findIndex((sample) => Math.abs(sample) > 0.01)
  const opened = output.findIndex((sample) => sample !== 0)
  expect(((opened - onset) / RATE) * 1_000).toBeLessThan(20)

  const delay = (gate.prerollMs / 1_000) * RATE
  const lost = sentence.filter((_, i) => i + delay < output.length && output[i + delay] !== input[i])
  // There were pauses in which it was shut, so that there were onsets to lose.
  expect(lost.length).toBeGreaterThan(RATE)
  expect(loudestOf(lost)).toBeLessThan(0.01)
})

test('shut, the gate gives digital silence while the room is not silent', async () => {
  const [output] = await render(
    { sampleRate: RATE, channels: [noise('hiss', 3 * RATE, -50)] },
    { gate: GATE, denoise: false, stereo: false },
  )
  // The first moments teach it what the room sounds like.
  expect(loudestOf(output!.subarray(RATE))).toBe(0)
})

for (const kind of ['hiss', 'traffic'] as const) {
  test(`RNNoise raises the segmental SNR of speech as loud as ${kind} by 8 dB and more`, async () => {
    const noisy = mix(sentence, noise(kind, sentence.length, db(powerOf(sentence))))
    const [cleaned] = await render(
      { sampleRate: RATE, channels: [noisy] },
      { gate: null, denoise: true, stereo: false },
    )
    const before = segmentalSnr(sentence, noisy)
    const after = segmentalSnr(sentence, cleaned!)
    test.info().annotations.push({ type: 'segmental SNR', description: `${before} -> ${after} dB` })
    expect(after - before).toBeGreaterThanOrEqual(8)
  })
}

test('RNNoise works on both ears, each with its own sound, and comes no more than 20 ms later', async () => {
  const noisy = mix(sentence, noise('hiss', sentence.length, -40))
  const silent = new Float32Array(sentence.length)
  const [left, right] = await render(
    { sampleRate: RATE, channels: [noisy, silent] },
    { gate: null, denoise: true, stereo: true },
  )
  expect(loudestOf(right!)).toBe(0)
  expect(delayOf(sentence, left!)).toBeLessThanOrEqual(0.02 * RATE)
  const both = await render(
    { sampleRate: RATE, channels: [noisy, noisy] },
    { gate: null, denoise: true, stereo: true },
  )
  expect(segmentalSnr(sentence, both[1]!)).toBeCloseTo(segmentalSnr(sentence, both[0]!), 3)
})

test('behind RNNoise the gate is shut in the noise, and lets the sentence through', async () => {
  const lead = 2 * RATE
  const room = noise('hiss', lead + sentence.length, -38)
  const noisy = mix(join(new Float32Array(lead), sentence), room)
  const [output] = await render(
    { sampleRate: RATE, channels: [noisy] },
    { gate: GATE, denoise: true, stereo: false },
  )
  // RNNoise knows the noise after a second.
  expect(loudestOf(output!.subarray(1.5 * RATE, lead + 0.45 * RATE))).toBe(0)
  const [before, after] = [noisy.subarray(lead), output!.subarray(lead)]
  expect(segmentalSnr(sentence, after)).toBeGreaterThan(segmentalSnr(sentence, before) + 3)
})
