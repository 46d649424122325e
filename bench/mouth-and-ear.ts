import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startPulse, type Pulse } from '../test/support/pulse.ts'
import { writeWav } from '../test/support/wav.ts'

const RATE = 48_000
/** Chirps: a sweep that speech codecs and noise suppressors let through, and the pause from one to the next, in seconds. */
const CHIRP = 0.08
const EVERY = 0.5
const [LOWEST, HIGHEST] = [500, 3_500]
/** The longest way from mouth to ear, in seconds; less than the pause. */
const LONGEST = 0.4
/** How alike a chirp has to be to the one that came in. */
const ALIKE = 0.4

/**
 * A microphone and a speaker whose sounds are the two channels of one device, so that a recording of it has both in
 * step. Both are the defaults of a sound server of their own.
 */
export interface MouthAndEar {
  readonly pulse: Pulse
  /** Milliseconds from the microphone to the speaker, one for each chirp that got through. */
  measure(seconds: number): Promise<number[]>
  close(): Promise<void>
}

export async function createMouthAndEar(): Promise<MouthAndEar> {
  const pulse = await startPulse()
  const environment = { env: { ...process.env, ...pulse.env } }
  const folder = mkdtempSync(join(tmpdir(), 'tincan-chirps-'))
  const running: ChildProcess[] = []
  const start = (command: string, ...args: string[]): void => {
    running.push(spawn(command, args, { ...environment, stdio: 'ignore' }))
  }
  const pactl = (...args: string[]) => promisify(execFile)('pactl', args, environment)
  const side = (channel: string): string[] => [
    'channels=1',
    'channel_map=mono',
    `master_channel_map=front-${channel}`,
    'remix=no',
  ]
  await pulse.addSpeaker('both')
  await pactl('load-module', 'module-remap-sink', 'sink_name=mouth', 'master=both', ...side('left'))
  await pactl('load-module', 'module-remap-sink', 'sink_name=ear', 'master=both', ...side('right'))
  await pactl('load-module', 'module-remap-source', 'source_name=mic', 'master=both.monitor', ...side('left'))
  await pactl('set-default-sink', 'ear')
  await pactl('set-default-source', 'mic')
  const file = join(folder, 'chirps.wav')
  writeWav(file, { sampleRate: RATE, samples: chirps(120) })
  // Without a listener that is in a hurry a null sink sleeps for seconds.
  start('parec', '--device=mic', '--latency-msec=5')
  start('sh', '-c', `while paplay --device=mouth ${file}; do :; done`)

  return {
    pulse,
    measure: async (seconds) => latencies(await pulse.record('both', seconds)),
    async close() {
      for (const child of running) child.kill()
      await pulse.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function chirps(seconds: number): Float32Array {
  const samples = new Float32Array(seconds * RATE)
  const length = CHIRP * RATE
  for (let start = 0; start + length <= samples.length; start += EVERY * RATE) {
    for (let i = 0; i < length; i++) {
      const t = i / RATE
      const phase = 2 * Math.PI * (LOWEST * t + ((HIGHEST - LOWEST) * t * t) / (2 * CHIRP))
      samples[start + i] = 0.4 * Math.sin(phase) * Math.sin((Math.PI * i) / length) ** 2
    }
  }
  return samples
}

/** By cross-correlation of each chirp at the left with what comes after it at the right. */
function latencies([left, right]: readonly [Float32Array, Float32Array]): number[] {
  const [length, pause, longest] = [CHIRP * RATE, EVERY * RATE, LONGEST * RATE]
  const found: number[] = []
  for (let at = 0; at + pause + length < left.length; at++) {
    if (Math.abs(left[at]!) < 0.02) continue
    const chirp = left.subarray(at, at + length)
    const best = { lag: 0, likeness: 0 }
    for (let lag = 0; lag < longest; lag += best.likeness > ALIKE ? 1 : 4) {
      const likeness = correlate(chirp, right.subarray(at + lag, at + lag + length))
      if (likeness > best.likeness) Object.assign(best, { lag, likeness })
    }
    if (best.likeness > ALIKE) found.push((best.lag / RATE) * 1_000)
    at += pause - length
  }
  return found
}

/** From -1 to 1. */
function correlate(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! ** 2
    bb += b[i]! ** 2
  }
  return bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}
