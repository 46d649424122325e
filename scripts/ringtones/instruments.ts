/** Samples per second of the sounds that are made here. */
export const SAMPLE_RATE = 24_000

/** One sounding body: partials over its tone, each as [times the frequency, loudness, seconds to fall by 60 dB]. */
export interface Instrument {
  /** Seconds from silence to full; what is struck needs only a few milliseconds. */
  readonly attack: number
  readonly partials: readonly (readonly [number, number, number])[]
  /** Loudness and seconds of the noise of the stroke. */
  readonly stroke: readonly [number, number]
}

/** A tin that is plucked: partials a little apart from whole numbers, as of thin metal. */
export const TIN: Instrument = {
  attack: 0.004,
  partials: [
    [1, 1, 1.1],
    [2.002, 0.5, 0.7],
    [3.011, 0.28, 0.42],
    [4.03, 0.13, 0.26],
    [5.43, 0.09, 0.14],
    [6.87, 0.05, 0.08],
  ],
  stroke: [0.05, 0.02],
}

/** A bar of wood over its resonator: the partials of a tuned bar, soon gone but the lowest. */
export const WOOD: Instrument = {
  attack: 0.003,
  partials: [
    [1, 1, 0.75],
    [3.93, 0.22, 0.16],
    [9.2, 0.05, 0.05],
  ],
  stroke: [0.035, 0.012],
}

/** A glass bowl that is rubbed: slow to come and slow to go, each partial beating with a twin. */
export const GLASS: Instrument = {
  attack: 0.22,
  partials: [
    [1, 1, 2.6],
    [1.004, 0.6, 2.6],
    [2, 0.22, 1.8],
    [2.006, 0.14, 1.8],
    [3.01, 0.06, 1.1],
  ],
  stroke: [0, 0.01],
}

/** Adds one note to `samples`, at a time in seconds. */
export function addNote(
  samples: Float64Array,
  instrument: Instrument,
  { frequency, at, loudness }: { readonly frequency: number; readonly at: number; readonly loudness: number },
): void {
  const { attack, partials, stroke } = instrument
  const first = Math.round(at * SAMPLE_RATE)
  const rise = (t: number): number => (t >= attack ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * t) / attack))
  for (const [ratio, share, seconds] of partials) {
    const step = (2 * Math.PI * frequency * ratio) / SAMPLE_RATE
    for (let i = first; i < samples.length; i++) {
      const t = (i - first) / SAMPLE_RATE
      // 10 to the power of -3 is 60 dB.
      samples[i]! += loudness * share * rise(t) * 10 ** ((-3 * t) / seconds) * Math.sin(step * (i - first))
    }
  }
  const [strength, length] = stroke
  let seed = Math.round(frequency * 1_000)
  for (let i = first; i < Math.min(samples.length, first + length * SAMPLE_RATE); i++) {
    // The generator of numbers that POSIX gives as an example: it makes the same noise everywhere.
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    const t = (i - first) / SAMPLE_RATE
    samples[i]! += loudness * strength * rise(t) * (1 - t / length) * ((seed >>> 16) / 32_768 - 1)
  }
}
