/** 20 ms at 48 kHz. */
const FRAME = 960
/** A frame counts if it is speech: not more than so much below the loudest frame of the clean sound, in dB. */
const ACTIVE = 35
/** The SNR of a frame counts no less and no more than this, in dB: beyond, nobody hears a difference. */
const LEAST = -10
const MOST = 35

/**
 * Segmental SNR in dB (J. H. L. Hansen and B. L. Pellom, ICSLP 1998): the mean over the active frames of the clean sound
 * of 10 log10(clean power / power of the difference), each frame clamped. The two are aligned in time before, by the
 * delay at which they are most alike.
 */
export function segmentalSnr(clean: Float32Array, other: Float32Array): number {
  const delay = delayOf(clean, other)
  const powers: number[] = []
  const values: number[] = []
  for (let at = 0; at + FRAME <= Math.min(clean.length, other.length - delay); at += FRAME) {
    let power = 0
    let difference = 0
    for (let i = at; i < at + FRAME; i++) {
      power += clean[i]! ** 2
      difference += (clean[i]! - other[i + delay]!) ** 2
    }
    powers.push(power)
    values.push(Math.min(MOST, Math.max(LEAST, 10 * Math.log10(power / (difference + 1e-12)))))
  }
  const least = Math.max(...powers) * 10 ** (-ACTIVE / 10)
  const active = values.filter((_, i) => powers[i]! >= least)
  return active.reduce((sum, value) => sum + value, 0) / active.length
}

/** How much later the other is, up to a tenth of a second, in samples. */
export function delayOf(clean: Float32Array, other: Float32Array): number {
  const likeness = (delay: number): number => {
    let sum = 0
    const end = Math.min(clean.length, other.length - delay, 48_000)
    for (let i = 0; i < end; i++) sum += clean[i]! * other[i + delay]!
    return sum
  }
  let best = { delay: 0, likeness: -Infinity }
  for (let delay = 0; delay < 4_800; delay++) {
    const found = likeness(delay)
    if (found > best.likeness) best = { delay, likeness: found }
  }
  return best.delay
}
