/** A value with one owner and any number of readers. */
export interface ReadableStore<T> {
  get(): T
  /** Calls `listener` after each change; the returned function unsubscribes. */
  subscribe(listener: () => void): () => void
}

export interface Store<T> extends ReadableStore<T> {
  set(value: T): void
  update(change: (value: T) => T): void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
