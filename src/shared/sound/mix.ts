/** How one person is played. */
export interface Mix {
  /** Amplitude, 1 as it comes. */
  readonly gain: number
  /** -1 left, 0 the middle, 1 right. */
  readonly pan: number
}

export const AS_SENT: Mix = { gain: 1, pan: 0 }
/** A lift of less than 1 dB is not worth the delay of a way through Web Audio. */
const WORTH_IT = 10 ** (1 / 20)

/** Whether a plain media element cannot play it: that lowers at most, and plays in the middle. */
export const needsGraph = ({ gain, pan }: Mix): boolean => gain > WORTH_IT || (pan !== 0 && gain > 0)

/**
 * What a StereoPanner has to be given less, so that a voice is as loud from the side as from the middle: it adds both
 * channels up, and a voice is the same in both (W3C Web Audio, section 1.30, for stereo input).
 */
export const panLoss = (pan: number): number =>
  1 / Math.sqrt(1 + Math.cos(((1 - Math.abs(pan)) * Math.PI) / 2))

/** Above this amplitude a lifted voice is bent instead of cut off. */
const BEND = 0.8
/** A curve for a WaveShaper whose input is `1 / scale` of the sound: straight, and from the bend on never above 1. */
export function softClip(scale: number, points = 4_097): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: points }, (_, index) => {
    const value = ((2 * index) / (points - 1) - 1) * scale
    const over = (Math.abs(value) - BEND) / (1 - BEND)
    return over <= 0 ? value : Math.sign(value) * (BEND + (1 - BEND) * Math.tanh(over))
  })
}
