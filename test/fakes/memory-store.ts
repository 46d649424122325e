import { StorageError, type DataStore, type StoredProfile } from '../../src/shared/host-ports.ts'
import { toNameKey } from '../../src/shared/ids.ts'
import type { Contact } from '../../src/shared/model/contact.ts'
import type { HistoryEntry } from '../../src/shared/model/history.ts'
import type { CallLog } from '../../src/shared/model/call-log.ts'
import type { IceServer } from '../../src/shared/model/ice-server.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/model/settings.ts'

/** A DataStore without a disk. `isFull` makes every write fail as a full disk does. */
export interface MemoryStore extends DataStore {
  isFull: boolean
}

export function createMemoryStore(): MemoryStore {
  const contacts = new Map<string, Contact>()
  const history = new Map<string, HistoryEntry>()
  const logs = new Map<string, CallLog>()
  let iceServers: IceServer[] = []
  let settings: Settings = DEFAULT_SETTINGS
  let profile: StoredProfile | null = null
  const write = async (deed: () => void): Promise<void> => {
    if (store.isFull) throw new StorageError('storage-full', 'no space left')
    deed()
  }
  const store: MemoryStore = {
    isFull: false,
    contacts: async () => [...contacts.values()],
    putContact: (contact) => write(() => contacts.set(toNameKey(contact.name), contact)),
    removeContact: (contact) => write(() => contacts.delete(toNameKey(contact.name))),
    history: async () => [...history.values()].toSorted((a, b) => b.startedAt - a.startedAt),
    putHistory: (entry) => write(() => history.set(entry.callId, entry)),
    clearHistory: () =>
      write(() => {
        history.clear()
        logs.clear()
      }),
    putCallLog: (callId, _savedAt, log) => write(() => logs.set(callId, log)),
    callLog: async (callId) => logs.get(callId) ?? null,
    iceServers: async () => iceServers,
    putIceServers: (next) => write(() => void (iceServers = [...next])),
    settings: async () => settings,
    putSettings: (next) => write(() => void (settings = next)),
    profile: async () => profile,
    putProfile: (next) => write(() => void (profile = next)),
  }
  return store
}
