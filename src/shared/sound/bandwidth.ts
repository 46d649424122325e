/** Where voices are strongest, and above the range of the hands-free profile (8 kHz with mSBC, 4 kHz with CVSD), in Hz. */
const VOICE = [1_000, 3_000] as const
const ABOVE_NARROW = [8_500, 11_000] as const
/** The loudest of a spectrum line from which on somebody speaks, in dB of full scale. */
const SPOKEN_DB = -60
/** What a filter leaves of a voice above its limit; breath and the noise of a room are far above it, in dB. */
const CUT_DB = -55
/** Spectra of speech that are remembered, and so many of them say something: there is an `s` or a `t` among them. */
const REMEMBERED = 100
const ENOUGH = 40
/** Spectra that reach above, from which on it is the voice: a single one may be the crackle of a busy computer. */
const SHARP = 3

/** What is known of how high the sound of a microphone reaches. */
export type Bandwidth = 'unknown' | 'narrow' | 'wide'

/**
 * Finds out whether nothing of a voice comes above 8 kHz, as from a headset in the quality of a telephone: pages and
 * sound servers give its sound at a higher rate, which says nothing. Made anew for each microphone, and fed with spectra
 * some times a second: levels in dB of full scale, at equal steps from 0 to `nyquist` Hz. A headset may change its profile
 * while it is in use: only the last spectra of speech count.
 */
export function createBandwidthFinder(nyquist: number): (spectrum: Float32Array) => Bandwidth {
  let last: readonly { readonly voice: number; readonly above: number }[] = []
  return (spectrum) => {
    const loudest = (band: readonly [number, number]): number => {
      const [from, to] = band.map((hz) => Math.round((hz / nyquist) * spectrum.length))
      return spectrum.subarray(from, to).reduce((most, level) => Math.max(most, level), -Infinity)
    }
    const now = { voice: loudest(VOICE), above: loudest(ABOVE_NARROW) }
    if (now.voice >= SPOKEN_DB) last = [...last, now].slice(-REMEMBERED)
    const voice = last.reduce((most, one) => Math.max(most, one.voice), -Infinity)
    const sharp = last.filter(({ above }) => above - voice > CUT_DB)
    if (sharp.length >= SHARP) return 'wide'
    return last.length >= ENOUGH ? 'narrow' : 'unknown'
  }
}
