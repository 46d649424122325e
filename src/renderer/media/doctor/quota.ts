import type { Clock } from '../../../shared/clock.ts'
import { whenAborted } from './aborted.ts'

/** RFC 8656, section 19: Allocation Quota Reached. Perhaps it was this test's own allocations that filled it. */
export const QUOTA_REACHED = 486

/** The wait before a server that counts allocations is asked again, in milliseconds. */
const QUOTA_PAUSE_MS = 700

/** Ends at once when the signal aborts, or if it has. */
export async function waitForQuota(clock: Clock, signal: AbortSignal): Promise<void> {
  let cancel = (): void => {}
  const pause = new Promise<void>((resolve) => {
    cancel = clock.setTimer(QUOTA_PAUSE_MS, resolve)
  })
  await Promise.race([pause, whenAborted(signal)])
  cancel()
}
