import type { CallId } from '../ids.ts'

/** Of two calls in which two people invite each other, the one with the lower id survives. Both ends agree on it. */
export function survivesGlare(mine: CallId, theirs: CallId): boolean {
  return mine < theirs
}
