/** Gives sound back a fixed number of samples later. */
export interface DelayLine {
  /** Takes the samples in, and puts those of before in their place. */
  exchange(samples: Float32Array): void
}

export function createDelayLine(delay: number): DelayLine {
  const kept = new Float32Array(delay)
  let at = 0
  return {
    exchange(samples) {
      if (delay === 0) return
      for (let i = 0; i < samples.length; i++) {
        const earlier = kept[at]!
        kept[at] = samples[i]!
        samples[i] = earlier
        at = (at + 1) % delay
      }
    },
  }
}
