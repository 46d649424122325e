/** Share of a second without sound for the speaker from which on it is heard. A clock that runs a little slow is less. */
const NOTABLE = 0.02
/** So many such seconds, in so many milliseconds, are no accident: a device that changes has one or two. */
const LIMIT = 5
const WINDOW_MS = 30_000

/**
 * Fed once a second in a call with the share of it for which the speaker got no sound in time: tells, once, that the
 * buffers of this computer's sound are too small for it.
 */
export function createUnderrunWatch(): (missing: number | null, now: number) => boolean {
  let bad: readonly number[] = []
  let isSaid = false
  return (missing, now) => {
    if (missing === null || missing < NOTABLE || isSaid) return false
    bad = [...bad.filter((at) => now - at < WINDOW_MS), now]
    isSaid = bad.length >= LIMIT
    return isSaid
  }
}
