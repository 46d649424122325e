/** ITU-R BS.1770-5, annex 1: blocks of 400 ms, each of which begins 100 ms after the one before. */
export const SLICES_PER_BLOCK = 4
/** Below this nothing is heard, in LUFS. */
const ABSOLUTE_GATE = -70
/** So much quieter than the rest is a pause, in LU. */
const RELATIVE_GATE = -10

export const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power)
export const fromLufs = (loudness: number): number => 10 ** ((loudness + 0.691) / 10)

/** Makes blocks of the weighted mean squares of slices that follow each other. */
export function createBlocks(): (power: number) => number | null {
  let latest: number[] = []
  return (power) => {
    latest = [...latest, power].slice(-SLICES_PER_BLOCK)
    return latest.length < SLICES_PER_BLOCK ? null : mean(latest)
  }
}

/** How loud blocks are together, without their pauses, in LUFS; -Infinity when there is nothing but pauses. */
export function gatedLoudness(blocks: readonly number[]): number {
  const audible = above(blocks, ABSOLUTE_GATE)
  return toLufs(mean(above(audible, toLufs(mean(audible)) + RELATIVE_GATE)))
}

const above = (blocks: readonly number[], gate: number): readonly number[] =>
  blocks.filter((power) => toLufs(power) > gate)

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
