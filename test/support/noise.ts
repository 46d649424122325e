/** Noise of a power in dB of full scale, the same in every run: white, or brown as of a road. */
export function noise(kind: 'hiss' | 'traffic', length: number, db: number): Float32Array<ArrayBuffer> {
  let seed = 7
  let low = 0
  const samples = new Float32Array(length).map(() => {
    seed = (seed * 48_271) % 2_147_483_647
    const white = seed / 1_073_741_824 - 1
    low = 0.998 * low + white
    return kind === 'hiss' ? white : low
  })
  const gain = Math.sqrt(10 ** (db / 10) / powerOf(samples))
  return samples.map((sample) => sample * gain)
}

export function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
}

export function loudestOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

/** Both at once. */
export function mix(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(a, (sample, i) => sample + b[i]!)
}

/** One after the other. */
export function join(...parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
