import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { StorageError, type DataStore, type StoredProfile } from '../../shared/host-ports.ts'
import { DeviceId, toNameKey, UserName } from '../../shared/ids.ts'
import { CALL_LOGS_LIMIT, CallLog } from '../../shared/model/call-log.ts'
import { Contact } from '../../shared/model/contact.ts'
import { HISTORY_LIMIT, HistoryEntry } from '../../shared/model/history.ts'
import { parseIceServers } from '../../shared/model/ice-server.ts'
import { Settings } from '../../shared/model/settings.ts'

const Profile = z.object({ name: UserName, server: z.string().max(300), device: DeviceId })

/** The data of the desktop host in SQLite. Rows that do not parse are skipped and stay where they are. */
export function createSqliteStore(db: DatabaseSync): DataStore & ProfileValues {
  const putContact = db.prepare('INSERT OR REPLACE INTO contacts (key, value) VALUES (?, ?)')
  const removeContact = db.prepare('DELETE FROM contacts WHERE key = ?')
  const contacts = db.prepare('SELECT value FROM contacts')
  const putHistory = db.prepare(
    'INSERT OR REPLACE INTO history (call_id, started_at, value) VALUES (?, ?, ?)',
  )
  const trimHistory = db.prepare(
    `DELETE FROM history WHERE call_id NOT IN
       (SELECT call_id FROM history ORDER BY started_at DESC LIMIT ${HISTORY_LIMIT})`,
  )
  const history = db.prepare('SELECT value FROM history ORDER BY started_at DESC')
  const putLog = db.prepare('INSERT OR REPLACE INTO call_logs (call_id, saved_at, value) VALUES (?, ?, ?)')
  const trimLogs = db.prepare(
    `DELETE FROM call_logs WHERE call_id NOT IN
       (SELECT call_id FROM call_logs ORDER BY saved_at DESC, rowid DESC LIMIT ${CALL_LOGS_LIMIT})`,
  )
  const getLog = db.prepare('SELECT value FROM call_logs WHERE call_id = ?')
  const put = db.prepare('INSERT OR REPLACE INTO profile (key, value) VALUES (?, ?)')
  const get = db.prepare('SELECT value FROM profile WHERE key = ?')
  const remove = db.prepare('DELETE FROM profile WHERE key = ?')

  const read = (key: string): unknown => parseRow(get.get(key))
  const write = (key: string, value: unknown): Promise<void> =>
    guard(() => void put.run(key, JSON.stringify(value)))

  return {
    contacts: () => guard(() => parseRows(Contact, contacts.all())),
    putContact: (contact) =>
      guard(() => void putContact.run(toNameKey(contact.name), JSON.stringify(contact))),
    removeContact: (contact) => guard(() => void removeContact.run(toNameKey(contact.name))),
    history: () => guard(() => parseRows(HistoryEntry, history.all())),
    putHistory: (entry) =>
      guard(() => {
        putHistory.run(entry.callId, entry.startedAt, JSON.stringify(entry))
        trimHistory.run()
      }),
    clearHistory: () => guard(() => db.exec('DELETE FROM history; DELETE FROM call_logs')),
    putCallLog: (callId, savedAt, log) =>
      guard(() => {
        putLog.run(callId, savedAt, JSON.stringify(log))
        trimLogs.run()
      }),
    callLog: (callId) => guard(() => CallLog.safeParse(parseRow(getLog.get(callId))).data ?? null),
    iceServers: () => guard(() => parseIceServers(read('ice-servers'))),
    putIceServers: (servers) => write('ice-servers', servers),
    settings: () => guard(() => readSettings(db)),
    putSettings: (settings) => write('settings', settings),
    profile: () => guard((): StoredProfile | null => Profile.safeParse(read('profile')).data ?? null),
    putProfile: (profile) =>
      profile === null ? guard(() => void remove.run('profile')) : write('profile', profile),
    value: (key) => guard(() => read(key)),
    putValue: write,
  }
}

/** At once, for what has to be known before the app is ready. */
export function readSettings(db: DatabaseSync): Settings {
  const row = db.prepare("SELECT value FROM profile WHERE key = 'settings'").get()
  return Settings.safeParse(parseRow(row) ?? {}).data ?? Settings.parse({})
}

/** Small values of main itself, e.g. where its window was. They are parsed by who reads them. */
export interface ProfileValues {
  value(key: string): Promise<unknown>
  putValue(key: string, value: unknown): Promise<void>
}

function parseRow(row: unknown): unknown {
  const parsed = z.object({ value: z.string() }).safeParse(row)
  if (!parsed.success) return undefined
  try {
    return JSON.parse(parsed.data.value)
  } catch {
    return undefined
  }
}

function parseRows<T>(schema: z.ZodType<T>, rows: readonly unknown[]): T[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(parseRow(row))
    return parsed.success ? [parsed.data] : []
  })
}

/** Names what SQLite refuses: SQLITE_FULL (13) is a full disk, anything else is unavailable. */
export async function guard<T>(deed: () => T): Promise<T> {
  try {
    return deed()
  } catch (error) {
    const isFull = error instanceof Error && 'errcode' in error && Number(error.errcode) === 13
    const message = error instanceof Error ? error.message : String(error)
    throw new StorageError(isFull ? 'storage-full' : 'storage-unavailable', message)
  }
}
