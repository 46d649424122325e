/** Works on frames of a fixed length in sound that comes in pieces of another. */
export interface Reblock {
  /** Takes the samples in, and puts worked ones in their place, `delay` samples later. */
  exchange(samples: Float32Array): void
  readonly delay: number
}

/** @param piece length of the pieces, which never changes */
export function createReblock(frame: number, piece: number, work: (frame: Float32Array) => void): Reblock {
  // The least with which there is always enough: of the last frame, at most so much is not yet full.
  const delay = frame - greatestCommonDivisor(frame, piece)
  const filling = new Float32Array(frame)
  let filled = 0
  const ready = new Float32Array(delay + frame + piece)
  let readyCount = delay
  return {
    delay,
    exchange(samples) {
      for (const sample of samples) {
        filling[filled++] = sample
        if (filled < frame) continue
        work(filling)
        ready.set(filling, readyCount)
        readyCount += frame
        filled = 0
      }
      samples.set(ready.subarray(0, samples.length))
      ready.copyWithin(0, samples.length, readyCount)
      readyCount -= samples.length
    },
  }
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)
