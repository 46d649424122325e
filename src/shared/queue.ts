/** Runs deeds one after the other, so that each finds what the one before has left. A failed one does not stop the next. */
export type Queue = <T>(deed: () => Promise<T>) => Promise<T>

export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve()
  return (deed) => {
    const done = tail.then(deed)
    tail = done.catch(() => {})
    return done
  }
}
