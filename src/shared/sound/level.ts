/** Digital silence in dB of full scale, as far as anybody counts. */
export const SILENCE_DB = -100

/** A power in dB of full scale: a square wave at full scale is 0 dB. */
export function toDb(power: number): number {
  return power <= 1e-10 ? SILENCE_DB : 10 * Math.log10(power)
}
