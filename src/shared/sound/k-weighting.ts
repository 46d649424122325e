/** A filter of second order, with a0 = 1. */
export interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** How loud something seems weighs its frequencies: the head's shelf, then a high-pass (ITU-R BS.1770-5, annex 1). */
export function kWeighting(sampleRate: number): readonly [shelf: Biquad, highPass: Biquad] {
  return [shelf(sampleRate), highPass(sampleRate)]
}

// The standard has coefficients for 48 kHz only. These are the analog filters that they come from by the bilinear
// transform, and the test holds them to its tables.
function shelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b: [
      (high + (band * k) / q + k * k) / a0,
      (2 * (k * k - high)) / a0,
      (high - (band * k) / q + k * k) / a0,
    ],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  }
}

function highPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  // The numerator is not divided, as in the standard's second table.
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] }
}

/** Weighs one channel, piece after piece, and gives the sum of the squares of each piece. */
export function createWeighing(sampleRate: number): (samples: Float32Array) => number {
  const [first, second] = kWeighting(sampleRate).map(toStage) as [Stage, Stage]
  return (samples) => {
    let sum = 0
    for (const sample of samples) {
      const weighted = run(second, run(first, sample))
      sum += weighted * weighted
    }
    rest(first)
    rest(second)
    return sum
  }
}

/** A filter at work, in the form that engines make quick code of: this runs on the thread of the sound. */
interface Stage {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
  z1: number
  z2: number
}

const toStage = ({ a: [a1, a2], b: [b0, b1, b2] }: Biquad): Stage => ({ b0, b1, b2, a1, a2, z1: 0, z2: 0 })

/** Direct form II, transposed. */
function run(stage: Stage, value: number): number {
  const out = stage.b0 * value + stage.z1
  stage.z1 = stage.b1 * value - stage.a1 * out + stage.z2
  stage.z2 = stage.b2 * value - stage.a2 * out
  return out
}

/** What is left in a filter after the sound has gone shrinks to numbers that are slow to calculate with. */
function rest(stage: Stage): void {
  if (Math.abs(stage.z1) + Math.abs(stage.z2) < 1e-15) stage.z1 = stage.z2 = 0
}
