import type { EventEmitter } from 'node:events'

/** What the app needs of its windows at its end. */
export interface OpenWindow {
  close(): void
  once(event: 'closed', listener: () => void): EventEmitter
}

export const windows = new Set<OpenWindow>()
