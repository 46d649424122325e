import type { TimerKey } from '../../shared/call/phone.ts'
import type { Clock } from '../../shared/clock.ts'

/** The deadlines that a phone's state wants, running. */
export interface Timers {
  /** Starts what is missing, stops what is not wanted, and leaves alone what is as it was. */
  fit(wanted: ReadonlyMap<TimerKey, number>): void
}

export function createTimers(clock: Clock, onDue: (key: TimerKey) => void): Timers {
  const running = new Map<TimerKey, { readonly at: number; readonly cancel: () => void }>()
  return {
    fit(wanted) {
      for (const [key, { at, cancel }] of running) {
        if (wanted.get(key) === at) continue
        cancel()
        running.delete(key)
      }
      for (const [key, at] of wanted) {
        if (running.has(key)) continue
        const cancel = clock.setTimer(Math.max(0, at - clock.now()), () => {
          running.delete(key)
          onDue(key)
        })
        running.set(key, { at, cancel })
      }
    },
  }
}
