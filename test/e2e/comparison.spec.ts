import { expect, test } from '@playwright/test'
import type { Comparison, ComparisonPlayer } from '../../src/renderer/media/comparison.ts'
import type * as comparing from '../../src/renderer/media/comparison.ts'
import type { Processing } from '../../src/shared/model/sound.ts'
import { buildHarness } from '../support/harness.ts'
import { noise, powerOf } from '../support/noise.ts'
import { startPerson, type Person } from '../support/person.ts'
import { startPulse, type Pulse } from '../support/pulse.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { speak } from '../support/speech.ts'
import type { Sound } from '../support/wav.ts'

const RATE = 48_000
/** Of a recording; RNNoise takes its time to know a noise. */
const RECORDED_MS = 4_000
/** Of an envelope. */
const PIECE_MS = 20
/** So much later RNNoise and the graph it runs in may make a voice. */
const LATEST_MS = 80
const PROCESSING: Processing = { echoCancellation: false, autoGain: false, noise: 'rnnoise', stereo: false }

let pulse: Pulse
let server: TestServer
let person: Person

test.beforeAll(async () => {
  pulse = await startPulse()
  await pulse.addSpeaker('speaker')
  server = await startTestServer({ webDir: await buildHarness() })
  person = await startPerson(server.origin, { frequency: 0, pulse })
  await person.page.waitForFunction(() => 'recordComparison' in globalThis)
})
test.afterAll(async () => {
  await person?.close()
  await server?.dispose()
  await pulse?.close()
})

/** Records what is heard in a microphone, and leaves it in the page as `comparison`. */
async function record(name: string, sound: Sound): Promise<void> {
  await pulse.addMicrophone(name, sound)
  await pulse.chooseMicrophone(name)
  await person.page.evaluate(
    async ({ processing, recordedMs }) => {
      const { recordComparison } = globalThis as unknown as typeof comparing
      const ended = new AbortController()
      const begin = (): void => void setTimeout(() => ended.abort(), recordedMs)
      const comparison = await recordComparison({ deviceId: '', processing }, ended.signal, begin)
      Object.assign(globalThis, { comparison })
    },
    { processing: PROCESSING, recordedMs: RECORDED_MS },
  )
}

test('who compares hears the noise of their street, and much less of it as the others get it', async () => {
  await record('street', { sampleRate: RATE, samples: noise('traffic', 20 * RATE, -30) })
  await person.page.evaluate(() => {
    const { comparison, playComparison } = globalThis as unknown as typeof comparing & {
      comparison: Comparison
    }
    Object.assign(globalThis, { player: playComparison(comparison, '') })
  })
  const hear = (which: keyof Comparison): Promise<void> =>
    person.page.evaluate(
      (one) => (globalThis as unknown as { player: ComparisonPlayer }).player.hear(one),
      which,
    )
  /** Of what the speaker plays in half a second, in dB of full scale. */
  const level = async (): Promise<number> => {
    const [left] = await pulse.record('speaker', 0.5)
    return 10 * Math.log10(powerOf(left) + Number.MIN_VALUE)
  }
  await hear('untouched')
  await expect.poll(level).toBeGreaterThan(-35)
  await hear('processed')
  await expect.poll(level).toBeLessThan(-45)
  await hear('untouched')
  await expect.poll(level).toBeGreaterThan(-35)
})

test('both are in step, so that one can switch in the middle of a word', async () => {
  await record(
    'voice',
    speak('Nobody told me how long it has to be. I would have bought two of them! '.repeat(4)),
  )
  const [processed, untouched] = await person.page.evaluate((pieceMs) => {
    const { comparison } = globalThis as unknown as { comparison: Comparison }
    const envelope = (sound: AudioBuffer): number[] => {
      const samples = sound.getChannelData(0)
      const piece = (sound.sampleRate * pieceMs) / 1_000
      return Array.from({ length: Math.floor(samples.length / piece) }, (_, i) =>
        Math.hypot(...samples.subarray(i * piece, (i + 1) * piece)),
      )
    }
    return [envelope(comparison.processed), envelope(comparison.untouched)] as const
  }, PIECE_MS)
  expect(untouched.length).toBeGreaterThan((RECORDED_MS / PIECE_MS) * 0.9)
  expect(processed.length).toBe(untouched.length)
  const likeness = Array.from({ length: LATEST_MS / PIECE_MS + 1 }, (_, later) =>
    correlation(processed.slice(later), untouched.slice(0, untouched.length - later)),
  )
  expect(Math.max(...likeness)).toBeGreaterThan(0.8)
})

/** Pearson's, from -1 to 1. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const centred = (all: readonly number[]): number[] => {
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length
    return all.map((one) => one - mean)
  }
  const [x, y] = [centred(a), centred(b)]
  return x.reduce((sum, one, i) => sum + one * y[i]!, 0) / (Math.hypot(...x) * Math.hypot(...y))
}
