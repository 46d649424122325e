import type { Clock } from '../shared/clock.ts'

/** A token bucket: `burst` requests at once, `perSecond` more each second. */
export interface RateLimit {
  take(): boolean
  /** Whether it is full again, so that it need not be remembered. */
  isIdle(): boolean
}

export function createRateLimit(clock: Clock, burst: number, perSecond: number): RateLimit {
  let tokens = burst
  let updatedAt = clock.now()
  const refill = (): void => {
    const now = clock.now()
    tokens = Math.min(burst, tokens + (Math.max(0, now - updatedAt) * perSecond) / 1000)
    updatedAt = now
  }
  return {
    take() {
      refill()
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    isIdle() {
      refill()
      return tokens >= burst
    },
  }
}
