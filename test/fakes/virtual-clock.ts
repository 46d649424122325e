import type { Clock } from '../../src/shared/clock.ts'

/** Time that moves only when a test says so. Timers fire in order, each at its own instant. */
export interface VirtualClock extends Clock {
  /** Fires every timer that is due within `ms`, those that they set included. */
  advance(ms: number): void
  /** Like `advance`, and lets promises settle between two timers. */
  advanceAsync(ms: number): Promise<void>
  /** The computer sleeps: the time of day goes on, and every timer stands still. */
  sleep(ms: number): void
  /** Timers that are set. */
  readonly pending: number
}

export function createVirtualClock(start = 1_000_000): VirtualClock {
  let now = start
  let nextId = 0
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>()

  const due = (until: number): number | null => {
    let best: number | null = null
    for (const [id, timer] of timers) {
      if (timer.at <= until && (best === null || timer.at < timers.get(best)!.at)) best = id
    }
    return best
  }
  const fire = (id: number): void => {
    const timer = timers.get(id)!
    timers.delete(id)
    now = Math.max(now, timer.at)
    timer.callback()
  }

  return {
    now: () => now,
    setTimer(delayMs, callback) {
      const id = nextId++
      timers.set(id, { at: now + Math.max(0, delayMs), callback })
      return () => timers.delete(id)
    },
    advance(ms) {
      const until = now + ms
      for (let id = due(until); id !== null; id = due(until)) fire(id)
      now = until
    },
    async advanceAsync(ms) {
      const until = now + ms
      await settle()
      for (let id = due(until); id !== null; id = due(until)) {
        fire(id)
        await settle()
      }
      now = until
    },
    sleep(ms) {
      now += ms
      for (const [id, timer] of timers) timers.set(id, { ...timer, at: timer.at + ms })
    },
    get pending() {
      return timers.size
    },
  }
}

/** Lets every promise that is ready now run to its end. What a thread pool does (WebCrypto) may take longer. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve))
}
