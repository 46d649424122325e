import type { Clock } from '../../shared/clock.ts'

/** How often the time is looked at, and how much of it must be missing after a sleep, in milliseconds. */
const TICK_MS = 2_000
const SLEEP_MS = 5_000

/**
 * Tells when every way to the others may have changed: the network came back, or the computer woke up. The returned
 * function ends that.
 */
export function watchNetwork(clock: Clock, listener: () => void, target: EventTarget = window): () => void {
  let last = clock.now()
  let cancel = clock.setTimer(TICK_MS, function tick() {
    const now = clock.now()
    // Timers stand still while a computer sleeps, its clock does not.
    const hasSlept = now - last > TICK_MS + SLEEP_MS
    last = now
    cancel = clock.setTimer(TICK_MS, tick)
    if (hasSlept) listener()
  })
  target.addEventListener('online', listener)
  return () => {
    cancel()
    target.removeEventListener('online', listener)
  }
}
