const SAMPLE_RATE = 16_000
/** Seconds in which a beep comes and goes, so that it does not click. */
const RAMP = 0.02

interface Beep {
  /** Hz */
  readonly frequency: number
  /** Seconds from the start of the round, and how many it lasts. */
  readonly at: number
  readonly length: number
}

/** One round of beeps and the silence after them. */
export function beepBuffer(seconds: number, beeps: readonly Beep[]): AudioBuffer {
  const buffer = new AudioBuffer({ length: seconds * SAMPLE_RATE, sampleRate: SAMPLE_RATE })
  const samples = buffer.getChannelData(0)
  for (const { frequency, at, length } of beeps) {
    const first = Math.round(at * SAMPLE_RATE)
    const count = Math.round(length * SAMPLE_RATE)
    for (let i = 0; i < count; i++) {
      const t = i / SAMPLE_RATE
      const edge = Math.min(1, t / RAMP, (length - t) / RAMP)
      samples[first + i] = edge * Math.sin(2 * Math.PI * frequency * t)
    }
  }
  return buffer
}
