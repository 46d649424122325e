import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { z } from 'zod'
import { StorageError, type DataStore, type StoredProfile } from '../../shared/host-ports.ts'
import { DeviceId, toNameKey, UserName } from '../../shared/ids.ts'
import { CALL_LOGS_LIMIT, CallLog } from '../../shared/model/call-log.ts'
import { Contact } from '../../shared/model/contact.ts'
import { HISTORY_LIMIT, HistoryEntry } from '../../shared/model/history.ts'
import { parseIceServers } from '../../shared/model/ice-server.ts'
import { Settings } from '../../shared/model/settings.ts'

interface Schema extends DBSchema {
  contacts: { key: string; value: unknown }
  history: { key: string; value: unknown; indexes: { startedAt: number } }
  callLogs: { key: string; value: unknown; indexes: { savedAt: number } }
  /** What is sealed by the `sealing-key`. */
  secrets: { key: string; value: unknown }
  /** Single values by name: `settings`, `profile`, `iceServers`; the identity key pair as `keys`, and `sealing-key`. */
  values: { key: string; value: unknown }
}
export type Database = IDBPDatabase<Schema>

const VERSION = 2

const Profile = z.object({ name: UserName, server: z.string().max(300), device: DeviceId })

export async function openDatabase(name: string): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('contacts')
        db.createObjectStore('history', { keyPath: 'callId' }).createIndex('startedAt', 'startedAt')
        db.createObjectStore('values')
      }
      if (before < 2) {
        db.createObjectStore('callLogs', { keyPath: 'callId' }).createIndex('savedAt', 'savedAt')
        db.createObjectStore('secrets')
      }
    },
  })
}

/** The data of a browser host. Rows that do not parse are skipped and stay where they are. */
export function createIndexedDbStore(db: Database): DataStore {
  return {
    contacts: () => guard(async () => parseAll(Contact, await db.getAll('contacts'))),
    putContact: (contact) => write(() => db.put('contacts', contact, toNameKey(contact.name))),
    removeContact: (contact) => write(() => db.delete('contacts', toNameKey(contact.name))),
    history: () =>
      guard(async () =>
        parseAll(HistoryEntry, (await db.getAllFromIndex('history', 'startedAt')).toReversed()),
      ),
    putHistory: (entry) =>
      write(async () => {
        const tx = db.transaction('history', 'readwrite')
        await tx.store.put(entry)
        await dropOldest(tx.store.index('startedAt'), (await tx.store.count()) - HISTORY_LIMIT)
        await tx.done
      }),
    clearHistory: () =>
      write(async () => {
        const tx = db.transaction(['history', 'callLogs'], 'readwrite')
        await Promise.all([tx.objectStore('history').clear(), tx.objectStore('callLogs').clear(), tx.done])
      }),
    putCallLog: (callId, savedAt, log) =>
      write(async () => {
        const tx = db.transaction('callLogs', 'readwrite')
        await tx.store.put({ callId, savedAt, log })
        await dropOldest(tx.store.index('savedAt'), (await tx.store.count()) - CALL_LOGS_LIMIT)
        await tx.done
      }),
    callLog: (callId) =>
      guard(
        async () => z.object({ log: CallLog }).safeParse(await db.get('callLogs', callId)).data?.log ?? null,
      ),
    iceServers: () => guard(async () => parseIceServers(await db.get('values', 'iceServers'))),
    putIceServers: (servers) => write(() => db.put('values', servers, 'iceServers')),
    settings: () => guard(async () => Settings.parse((await db.get('values', 'settings')) ?? {})),
    putSettings: (settings) => write(() => db.put('values', settings, 'settings')),
    profile: () =>
      guard(
        async (): Promise<StoredProfile | null> =>
          Profile.safeParse(await db.get('values', 'profile')).data ?? null,
      ),
    putProfile: (profile) =>
      write(() => (profile === null ? db.delete('values', 'profile') : db.put('values', profile, 'profile'))),
  }
}

function parseAll<T>(schema: z.ZodType<T>, rows: readonly unknown[]): T[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

/** Names what a browser's storage refuses: quota is a full disk, anything else is unavailable. */
async function guard<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    const message = error instanceof Error ? error.message : String(error)
    throw new StorageError(isFull ? 'storage-full' : 'storage-unavailable', message)
  }
}

/** The first entries of an index, as many as are too many. */
async function dropOldest(
  index: { openCursor(): Promise<OldestCursor | null> },
  surplus: number,
): Promise<void> {
  let cursor = surplus > 0 ? await index.openCursor() : null
  for (let left = surplus; cursor !== null && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
}

interface OldestCursor {
  delete(): Promise<void>
  continue(): Promise<OldestCursor | null>
}

export async function write(deed: () => Promise<unknown>): Promise<void> {
  await guard(deed)
}
