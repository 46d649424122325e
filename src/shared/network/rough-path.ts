/** A path as bad as somebody wants to try. */
export interface RoughPath {
  /** Share of packets that get lost, 0 to 1. */
  readonly loss: number
  readonly delayMs: number
  /** Each packet comes so much later at most. */
  readonly jitterMs: number
}

export const SMOOTH_PATH: RoughPath = { loss: 0, delayMs: 0, jitterMs: 0 }

/**
 * What becomes of the next packet: by how many milliseconds it comes later, or null if it is lost.
 *
 * @param random gives numbers from 0 to 1
 */
export function fateOf({ loss, delayMs, jitterMs }: RoughPath, random: () => number): number | null {
  return random() < loss ? null : delayMs + random() * jitterMs
}
