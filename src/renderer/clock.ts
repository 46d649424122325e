import type { Clock } from '../shared/clock.ts'

/** The clock of this page. */
export const pageClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const id = setTimeout(callback, delayMs)
    return () => clearTimeout(id)
  },
}
