/** Packets that wait this much longer than the fastest ones stand in a queue, in milliseconds. */
const QUEUE_MS = 150
/** Readings that must say so in a row, which are two measurements at least, and those among which the fastest is. */
const PATIENCE = 4
const WINDOW = 20

/**
 * Tells from the round trip, read once a second, whether the path is full: then more packets make it worse. Loss alone
 * does not tell, because radio loses packets on an empty path too. A path that has become longer counts as full only as
 * long as the shorter round trips are remembered.
 */
export function createCrowdingWatch(): (rttMs: number | null) => boolean {
  let recent: readonly number[] = []
  let slow = 0
  return (rttMs) => {
    if (rttMs === null) return false
    recent = [...recent, rttMs].slice(-WINDOW)
    slow = rttMs > Math.min(...recent) + QUEUE_MS ? slow + 1 : 0
    return slow >= PATIENCE
  }
}
