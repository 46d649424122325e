/** Longest pause between two attempts, in milliseconds, before jitter. */
export const RETRY_MAX_MS = 7_000

/**
 * When to try the server again: at once, then after 0.3, 1.2, 2.7, 4.8 and every 7 s (DESIGN.md, section 3), each up
 * to 20 % shorter or longer, so that a restarted server does not meet all of its clients in one instant.
 *
 * @param attempt attempts that failed since the last success, from 0
 * @param random  a number from 0 to 1
 */
export function retryDelayMs(attempt: number, random: number): number {
  const base = Math.min(300 * attempt ** 2, RETRY_MAX_MS)
  return Math.round(base * (0.8 + 0.4 * random))
}
