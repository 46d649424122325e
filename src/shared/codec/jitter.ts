/** Jitter below this is that of a good path, and of a busy computer, in milliseconds. */
const GOOD_MS = 12
/** Nearly all packets come within three times the mean deviation. */
const SPREAD = 3
const LONGEST_MS = 300
/** In steps, so that not every reading moves it. */
const STEP_MS = 10
/** How long the path must have been better before the wait gets shorter, in milliseconds. */
const HOLD_MS = 10_000

/**
 * How long sound shall wait for late packets at least, in milliseconds. Asked once a second. The jitter buffer finds its
 * own length, and forgets a burst too soon: this keeps it long enough while the path is uneven, and as short as can be
 * otherwise.
 */
export function createJitterPolicy(): (jitterMs: number, now: number) => number {
  let target = 0
  let neededAt = -Infinity
  return (jitterMs, now) => {
    const needed =
      jitterMs < GOOD_MS ? 0 : Math.min(LONGEST_MS, Math.ceil((jitterMs * SPREAD) / STEP_MS) * STEP_MS)
    if (needed >= target) neededAt = now
    if (needed >= target || now - neededAt > HOLD_MS) {
      target = needed
      neededAt = now
    }
    return target
  }
}
