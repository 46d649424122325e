import type { DataStore } from '../host-ports.ts'
import { HISTORY_LIMIT, type HistoryEntry } from '../model/history.ts'
import type { MissedCall } from '../protocol/signaling-events.ts'
import { createStore, type ReadableStore } from '../store.ts'

/** The calls of this device, newest first. Each call is one line, however often it is reported. */
export interface HistoryLog {
  readonly entries: ReadableStore<readonly HistoryEntry[]>
  record(entry: HistoryEntry): Promise<void>
  /** Missed calls that the server kept. One that this device already knows stays as it is. */
  recordMissed(missed: readonly MissedCall[]): Promise<void>
  markSeen(): Promise<void>
  clear(): Promise<void>
}

export async function createHistoryLog(data: DataStore): Promise<HistoryLog> {
  const entries = createStore<readonly HistoryEntry[]>(await data.history())

  const record = async (entry: HistoryEntry): Promise<void> => {
    const others = entries.get().filter((known) => known.callId !== entry.callId)
    const next = [...others, entry].toSorted((a, b) => b.startedAt - a.startedAt).slice(0, HISTORY_LIMIT)
    // On a full disk the line at least stays on the screen until the app ends.
    entries.set(next)
    await data.putHistory(entry)
  }

  return {
    entries,
    record,
    async recordMissed(missed) {
      for (const call of missed) {
        if (entries.get().some((known) => known.callId === call.callId)) continue
        await record({
          callId: call.callId,
          peer: call.from,
          direction: 'incoming',
          outcome: 'missed',
          startedAt: call.at,
          durationMs: null,
          reason: null,
          note: null,
          seen: false,
        })
      }
    },
    async markSeen() {
      const unseen = entries.get().filter((entry) => !entry.seen)
      if (unseen.length === 0) return
      entries.set(entries.get().map((entry) => (entry.seen ? entry : { ...entry, seen: true })))
      for (const entry of unseen) await data.putHistory({ ...entry, seen: true })
    },
    async clear() {
      await data.clearHistory()
      entries.set([])
    },
  }
}
