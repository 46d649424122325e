import type { Clock } from '../shared/clock.ts'
import type { NameKey } from '../shared/ids.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'

/** How often those who have their whole burst again are forgotten, in milliseconds. */
const SWEEP_MS = 10_000

/** A rate limit for each name, however many devices and connections it has. */
export interface NameRate {
  take(name: NameKey): boolean
  /** Names that are remembered. */
  readonly size: number
}

export function createNameRate(clock: Clock, burst: number, perSecond: number): NameRate {
  const rates = new Map<NameKey, RateLimit>()
  let sweptAt = clock.now()

  /** Not at each new name: after a restart of the server everybody comes at once. */
  const sweep = (): void => {
    if (clock.now() - sweptAt < SWEEP_MS) return
    sweptAt = clock.now()
    for (const [name, rate] of rates) if (rate.isIdle()) rates.delete(name)
  }

  return {
    take(name) {
      sweep()
      const rate = rates.get(name) ?? createRateLimit(clock, burst, perSecond)
      rates.set(name, rate)
      return rate.take()
    },
    get size() {
      return rates.size
    },
  }
}
