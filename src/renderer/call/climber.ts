import type { IceTransportPolicy } from '../../shared/model/ice-server.ts'
import type { MediaPath } from '../media/path.ts'

/** The first try to get back to a better path, and the longest pause between two, in milliseconds. */
const FIRST_MS = 15_000
const LONGEST_MS = 300_000

/** The more, the better: each costs the sound some delay more than the one above it. */
const RANK = { direct: 3, udp: 2, tcp: 1, tls: 0 } as const

/**
 * Says when it is time to look for a better path. A call that fell from a direct path to a relay, or over the relay from
 * UDP to TCP, tries to climb back, less and less often; one that never had a better path has nothing to climb to.
 */
export function createClimber(): {
  isDue(path: MediaPath | null, policy: IceTransportPolicy, now: number): boolean
} {
  let best = -Infinity
  let pauseMs = FIRST_MS
  let nextAt: number | null = null
  return {
    isDue(path, policy, now) {
      if (path === null) return false
      const rank = rankOf(path)
      best = Math.max(best, rank)
      if (rank >= (policy === 'relay' ? Math.min(best, RANK.udp) : best)) {
        pauseMs = FIRST_MS
        nextAt = null
        return false
      }
      if (nextAt === null) {
        nextAt = now + pauseMs
        return false
      }
      if (now < nextAt) return false
      pauseMs = Math.min(LONGEST_MS, pauseMs * 2)
      nextAt = now + pauseMs
      return true
    },
  }
}

/** How the other side reaches its relay is not always known; that it does badly is its own to mend. */
function rankOf(path: MediaPath): number {
  return path.kind === 'relayed' ? RANK[path.protocol ?? 'udp'] : RANK.direct
}
