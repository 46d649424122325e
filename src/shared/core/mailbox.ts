import type { Unsubscribe } from '../host.ts'

/** Most messages kept for a screen that is not there yet. */
const HELD_LIMIT = 200

/** Hands messages to listeners, and holds those that come before the first one: a ring during a reload is not lost. */
export interface Mailbox<T> {
  post(message: T): void
  subscribe(listener: (message: T) => void): Unsubscribe
}

export function createMailbox<T>(): Mailbox<T> {
  const listeners = new Set<(message: T) => void>()
  let held: T[] = []
  return {
    post(message) {
      if (listeners.size === 0) held = [...held, message].slice(-HELD_LIMIT)
      else for (const listener of listeners) listener(message)
    },
    subscribe(listener) {
      listeners.add(listener)
      const waiting = held
      held = []
      for (const message of waiting) listener(message)
      return () => listeners.delete(listener)
    },
  }
}
