import { createPowerSpectrum } from './fft.ts'

/** Of all sounds here, in Hz. */
export const RATE = 48_000
/** 32 ms, half of which the next frame has too. */
const FRAME = 0.032 * RATE
const FFT_SIZE = 2_048
/** Bins that count, in Hz. */
const [LOWEST, HIGHEST] = [100, 8_000]
const FIRST_BIN = Math.ceil((LOWEST / RATE) * FFT_SIZE)
const LAST_BIN = Math.floor((HIGHEST / RATE) * FFT_SIZE)
/** A frame counts if it is speech: not more than so much below the loudest frame that was sent, in dB. */
const ACTIVE = 40
/** Below the loudest bin that was sent, in dB: what is weaker counts as this strong, so that silence is no infinity. */
const FLOOR = 80
/** 2 ms, in which the delay is searched. */
const STEP = 0.002 * RATE
const STEPS_PER_FRAME = FRAME / 2 / STEP
/** How much earlier or later than the sent sound the received one may be as a whole, in steps: a second. */
const LONGEST = 500
/** How far a jitter buffer may wander from that, in steps: 0.2 s. */
const WANDER = 100
/** Frames that are aligned as one: half a second. */
const PATCH = 30

const createSpectrum = createPowerSpectrum(FFT_SIZE)
const hann = Float32Array.from({ length: FRAME }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / FRAME) ** 2)

/** Power of the bins that count, frame by frame. */
function spectra(samples: Float32Array, hop: number): Float32Array[] {
  const length = Math.max(0, Math.floor((samples.length - FRAME) / hop) + 1)
  return Array.from({ length }, (_, i) => {
    const windowed = hann.map((weight, k) => weight * samples[i * hop + k]!)
    return createSpectrum(windowed).subarray(FIRST_BIN, LAST_BIN + 1)
  })
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
const decibels = (spectrum: Float32Array, least: number): Float32Array =>
  spectrum.map((power) => 10 * Math.log10(Math.max(power, least)))

/** Root of the mean squared difference, in dB. */
function distanceOf(a: Float32Array, b: Float32Array): number {
  let squares = 0
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2
  return Math.sqrt(squares / a.length)
}

/**
 * Log-spectral distance in dB (A. H. Gray and J. D. Markel, "Distance measures for speech processing", IEEE Transactions
 * on Acoustics, Speech, and Signal Processing 24(5), 1976, with p = 2): for each frame of 32 ms the root of the mean, over
 * the bins from 100 Hz to 8 kHz, of (10 log10 sent power - 10 log10 received power)^2; then the mean over the frames in
 * which there was speech to send. 0 dB is the same sound, and a gain of 6 dB makes 6 dB of difference: levels are not
 * made equal. It says how much the spectrum differs, not how much of that a listener minds.
 *
 * The two are aligned as a whole by cross-correlation of their envelopes, and then each half second by the delay at which
 * it differs least, as a jitter buffer stretches and shortens time.
 *
 * @param sent and received: samples at 48 kHz, recorded at about the same time
 */
export function logSpectralDistance(sent: Float32Array, received: Float32Array): number {
  const [clean, other] = [spectra(sent, FRAME / 2), spectra(received, STEP)]
  const powers = clean.map(sum)
  const quietest = powers.reduce((most, power) => Math.max(most, power), 0) * 10 ** (-ACTIVE / 10)
  const loudestBin = clean.reduce((most, bins) => bins.reduce((a, b) => Math.max(a, b), most), 0)
  const least = loudestBin * 10 ** (-FLOOR / 10)
  const [wanted, had] = [clean, other].map((all) => all.map((bins) => decibels(bins, least))) as [
    Float32Array[],
    Float32Array[],
  ]
  const lag = lagOf(envelope(sent), envelope(received))

  const distances: number[] = []
  for (let first = 0; first + PATCH <= wanted.length; first += PATCH) {
    const start = first * STEPS_PER_FRAME + lag - WANDER
    const end = (first + PATCH - 1) * STEPS_PER_FRAME + lag + WANDER
    if (start < 0 || end >= had.length) continue
    const active = Array.from({ length: PATCH }, (_, i) => first + i).filter((i) => powers[i]! >= quietest)
    if (active.length === 0) continue
    const candidates = Array.from({ length: 2 * WANDER + 1 }, (_, i) =>
      active.map((frame) => distanceOf(wanted[frame]!, had[frame * STEPS_PER_FRAME + lag - WANDER + i]!)),
    )
    distances.push(...candidates.reduce((best, one) => (sum(one) < sum(best) ? one : best)))
  }
  return sum(distances) / distances.length
}

/** Mean level of each step, without the mean of all of them. */
function envelope(samples: Float32Array): Float32Array {
  const levels = Float32Array.from({ length: Math.floor(samples.length / STEP) }, (_, i) =>
    samples.subarray(i * STEP, (i + 1) * STEP).reduce((level, sample) => level + Math.abs(sample), 0),
  )
  const mean = sum(levels) / levels.length
  return levels.map((level) => level - mean)
}

/** How much later the other is, in steps. */
function lagOf(clean: Float32Array, other: Float32Array): number {
  let best = { lag: 0, likeness: -Infinity }
  for (let lag = -LONGEST; lag <= LONGEST; lag++) {
    let [both, a, b] = [0, 0, 0]
    for (let i = Math.max(0, -lag); i < Math.min(clean.length, other.length - lag); i++) {
      both += clean[i]! * other[i + lag]!
      a += clean[i]! ** 2
      b += other[i + lag]! ** 2
    }
    const likeness = both / Math.sqrt(a * b)
    if (likeness > best.likeness) best = { lag, likeness }
  }
  return best.lag
}
