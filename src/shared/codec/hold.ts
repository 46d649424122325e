/** Says yes at once, and no only when it was not so for a while: what costs a negotiation must not flutter. */
export function createHold(holdMs: number): (isSo: boolean, now: number) => boolean {
  let until = -Infinity
  return (isSo, now) => {
    if (isSo) until = now + holdMs
    return now < until
  }
}
