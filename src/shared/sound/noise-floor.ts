import { SILENCE_DB } from './level.ts'

/** Speech pauses at least once in this time, so that its quietest moment is the room, in milliseconds. */
const WINDOW_MS = 3_000
const PARTS = 10

/** Follows the noise of a room below a voice: minimum statistics (R. Martin, IEEE Trans. SAP 9(5), 2001), in one band. */
export interface NoiseFloor {
  /** The level of the next piece of sound, in dB of full scale. */
  hear(levelDb: number, durationMs: number): void
  /** In dB of full scale; silence before anything was heard. */
  read(): number
}

export function createNoiseFloor(): NoiseFloor {
  let quietest: number[] = []
  let current = Infinity
  let heardMs = 0
  return {
    hear(levelDb, durationMs) {
      current = Math.min(current, levelDb)
      heardMs += durationMs
      if (heardMs < WINDOW_MS / PARTS) return
      quietest = [...quietest.slice(1 - PARTS), current]
      current = Infinity
      heardMs = 0
    },
    read() {
      const floor = Math.min(current, ...quietest)
      return floor === Infinity ? SILENCE_DB : floor
    },
  }
}
