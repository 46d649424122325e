import type { Clock } from '../../shared/clock.ts'
import type { NetworkChange } from '../../shared/network/change.ts'

/** How often the time is looked at, and how much of it must be missing after a sleep, in milliseconds. */
const TICK_MS = 2_000
const SLEEP_MS = 5_000

/**
 * Tells when every way to the others may have changed: the network came back or is another one (Network Information,
 * section 8), or the computer woke up. The returned function ends that.
 */
export function watchNetwork(
  clock: Clock,
  listener: (change: NetworkChange) => void,
  target: EventTarget = window,
): () => void {
  let last = clock.now()
  let cancel = clock.setTimer(TICK_MS, function tick() {
    const now = clock.now()
    // Timers stand still while a computer sleeps, its clock does not.
    const hasSlept = now - last > TICK_MS + SLEEP_MS
    last = now
    cancel = clock.setTimer(TICK_MS, tick)
    if (hasSlept) listener('resumed')
  })
  const handleOnline = (): void => listener('network-changed')
  target.addEventListener('online', handleOnline)
  const { connection } = navigator as { connection?: EventTarget & { readonly type?: string } }
  let type = connection?.type
  // The event also tells of every new estimate of speed, which is no reason to look for a new way.
  const handleChange = (): void => {
    const isOther = connection?.type !== type
    type = connection?.type
    if (isOther) listener('network-changed')
  }
  connection?.addEventListener('change', handleChange)
  return () => {
    cancel()
    target.removeEventListener('online', handleOnline)
    connection?.removeEventListener('change', handleChange)
  }
}
