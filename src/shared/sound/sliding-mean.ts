/** The mean of the last values, or of all while there are fewer. */
export function createSlidingMean(count: number): (value: number) => number {
  const values: number[] = []
  let at = 0
  return (value) => {
    values[at] = value
    at = (at + 1) % Math.max(1, count)
    return values.reduce((sum, one) => sum + one, 0) / values.length
  }
}
