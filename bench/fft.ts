/** Power of the bins from 0 to the half of the sampling rate, by the radix-2 FFT (J. W. Cooley and J. W. Tukey, 1965). */
export function createPowerSpectrum(size: number): (samples: Float32Array) => Float32Array {
  const bits = Math.log2(size)
  if (!Number.isInteger(bits)) throw new Error(`${size} is no power of two`)
  const half = size / 2
  const cosines = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size))
  const sines = Float64Array.from({ length: half }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
  const reversed = Uint32Array.from({ length: size }, (_, i) => {
    let mirrored = 0
    for (let bit = 0; bit < bits; bit++) mirrored |= ((i >> bit) & 1) << (bits - 1 - bit)
    return mirrored
  })
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)]

  /** What is missing at the end of the samples counts as 0. */
  return (samples) => {
    for (let i = 0; i < size; i++) real[i] = samples[reversed[i]!] ?? 0
    imaginary.fill(0)
    for (let span = 1; span < size; span *= 2) {
      const stride = half / span
      for (let start = 0; start < size; start += 2 * span) {
        for (let k = 0; k < span; k++) {
          const [upper, lower] = [start + k, start + k + span]
          const [cosine, sine] = [cosines[k * stride]!, sines[k * stride]!]
          const re = real[lower]! * cosine - imaginary[lower]! * sine
          const im = real[lower]! * sine + imaginary[lower]! * cosine
          real[lower] = real[upper]! - re
          imaginary[lower] = imaginary[upper]! - im
          real[upper] = real[upper]! + re
          imaginary[upper] = imaginary[upper]! + im
        }
      }
    }
    return Float32Array.from({ length: half + 1 }, (_, i) => real[i]! ** 2 + imaginary[i]! ** 2)
  }
}
