/** Time as an input, so that a test can prove a 60 s ring in a millisecond. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Calls `callback` once after `delayMs`; the returned function cancels it. */
  setTimer(delayMs: number, callback: () => void): () => void
}

/** Calls `action` again and again; the returned function ends that. */
export function repeatEvery(clock: Clock, everyMs: number, action: () => void): () => void {
  let cancel = clock.setTimer(everyMs, function again() {
    cancel = clock.setTimer(everyMs, again)
    action()
  })
  return () => cancel()
}
