/** Samples on each side of a point that make it up. */
const REACH = 32

/** The same sound at a higher rate, band-limited: by a sinc under a Hann window. Rates in Hz. */
export function upsample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples
  if (from > to) throw new Error(`${from} Hz is more than ${to} Hz`)
  const kernels = new Map<number, Float32Array>()
  const kernelOf = (phase: number): Float32Array => {
    const known = kernels.get(phase)
    if (known !== undefined) return known
    const kernel = Float32Array.from({ length: 2 * REACH }, (_, i) => {
      const distance = i + 1 - REACH - phase / to
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance)
      return sinc * Math.cos((Math.PI * distance) / (2 * REACH)) ** 2
    })
    kernels.set(phase, kernel)
    return kernel
  }
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, i) => {
    const first = Math.floor((i * from) / to) + 1 - REACH
    return kernelOf((i * from) % to).reduce((sum, weight, k) => sum + weight * (samples[first + k] ?? 0), 0)
  })
}
