import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from '../../../src/main/stores/data-store.ts'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'
import { IceServerId } from '../../../src/shared/ids.ts'
import { CALL_LOGS_LIMIT, type CallLog } from '../../../src/shared/model/call-log.ts'
import { HISTORY_LIMIT, HistoryEntry } from '../../../src/shared/model/history.ts'
import { DEFAULT_SETTINGS } from '../../../src/shared/model/settings.ts'

let folder: string
let db: DatabaseSync
let store: ReturnType<typeof createSqliteStore>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-store-'))
  db = openDatabase(join(folder, 'tincan.db'), DESKTOP_SCHEMA, 0).db
  store = createSqliteStore(db)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const entry = (number: number): HistoryEntry =>
  HistoryEntry.parse({
    callId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    peer: 'Bob',
    direction: 'incoming',
    outcome: 'missed',
    startedAt: number,
    durationMs: null,
  })

test('the newest calls are kept, newest first, one line for each', async () => {
  db.exec('BEGIN')
  for (let number = 1; number <= HISTORY_LIMIT + 2; number++) await store.putHistory(entry(number))
  db.exec('COMMIT')
  await store.putHistory({ ...entry(HISTORY_LIMIT), seen: true })
  const kept = await store.history()
  expect(kept).toHaveLength(HISTORY_LIMIT)
  expect(kept.map(({ startedAt }) => startedAt).slice(0, 2)).toEqual([HISTORY_LIMIT + 2, HISTORY_LIMIT + 1])
  expect(kept.at(-1)?.startedAt).toBe(3)
  await store.clearHistory()
  expect(await store.history()).toEqual([])
})

test('a row that does not parse is left out and stays', async () => {
  await store.putHistory(entry(1))
  db.exec(`INSERT INTO history VALUES ('broken', 5, '{'), ('other', 6, '{"callId":1}')`)
  expect(await store.history()).toEqual([entry(1)])
  expect(db.prepare('SELECT count(*) AS rows FROM history').get()).toEqual({ rows: 3 })
})

test('settings that do not parse one by one fall back one by one', async () => {
  expect(await store.settings()).toEqual(DEFAULT_SETTINGS)
  await store.putValue('settings', { theme: 'dark', language: 'Klingon', future: 1 })
  expect(await store.settings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
})

test('a profile that does not parse is none', async () => {
  expect(await store.profile()).toBeNull()
  await store.putValue('profile', { name: '', server: 1 })
  expect(await store.profile()).toBeNull()
})

test('a full disk has its own name, anything else another', async () => {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number }
  db.exec(`PRAGMA max_page_count = ${pages}`)
  const large = { ...entry(1), reason: 'x'.repeat(64) }
  const fill = async (): Promise<void> => {
    for (let number = 1; number < 500; number++) await store.putHistory({ ...large, ...entry(number) })
  }
  await expect(fill()).rejects.toMatchObject({ code: 'storage-full' })
  const before = await store.history()
  expect(before.length).toBeGreaterThan(0)

  db.exec('PRAGMA query_only = ON')
  await expect(store.putSettings(DEFAULT_SETTINGS)).rejects.toMatchObject({ code: 'storage-unavailable' })
  expect(await store.history()).toEqual(before)
})

const LOG: CallLog = [{ atMs: 3, event: { kind: 'phase', phase: 'active' } }]

test('the logs of the last calls are kept, also of those that ended in the same millisecond', async () => {
  db.exec('BEGIN')
  for (let number = 1; number <= CALL_LOGS_LIMIT + 2; number++)
    await store.putCallLog(entry(number).callId, 7, LOG)
  db.exec('COMMIT')
  expect(await store.callLog(entry(2).callId)).toBeNull()
  expect(await store.callLog(entry(3).callId)).toEqual(LOG)
  expect(await store.callLog(entry(CALL_LOGS_LIMIT + 2).callId)).toEqual(LOG)
  await store.clearHistory()
  expect(await store.callLog(entry(3).callId)).toBeNull()
})

test('a log that does not parse is none', async () => {
  db.exec(`INSERT INTO call_logs VALUES ('${entry(1).callId}', 1, '[{"atMs":-1}]')`)
  expect(await store.callLog(entry(1).callId)).toBeNull()
})

test('own servers come back in their order, without those that do not parse', async () => {
  const server = (number: number) => ({
    id: IceServerId.parse(entry(number).callId),
    uri: `turn:turn${number}.example`,
    username: 'ann',
    enabled: number > 1,
  })
  await store.putIceServers([server(2), server(1)])
  expect(await store.iceServers()).toEqual([server(2), server(1)])
  await store.putValue('ice-servers', [server(1), { id: 'x' }, 5])
  expect(await store.iceServers()).toEqual([server(1)])
  await store.putValue('ice-servers', 'nonsense')
  expect(await store.iceServers()).toEqual([])
})

test('a database of the first version keeps everything, and takes what came after it', async () => {
  const file = join(folder, 'old.db')
  const device = '22222222-2222-4222-8222-222222222222'
  const publicKey = 'A'.repeat(43)
  const old = openDatabase(
    file,
    { ...DESKTOP_SCHEMA, migrations: DESKTOP_SCHEMA.migrations.slice(0, 1) },
    0,
  ).db
  // As the first version wrote them: without policies, notes and servers.
  const contact = { name: 'Bob', publicKey, nickname: 'Bobby', favourite: true, verified: true, addedAt: 4 }
  const { note: _note, ...oldEntry } = entry(9)
  const insert = (table: string, ...values: (string | number | Uint8Array)[]): void =>
    void old.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join()})`).run(...values)
  insert(
    'contacts',
    'bob',
    JSON.stringify({ ...contact, consent: 'mutual', blocked: false, offeredKey: null }),
  )
  insert('history', oldEntry.callId, oldEntry.startedAt, JSON.stringify(oldEntry))
  insert('profile', 'profile', JSON.stringify({ name: 'Alice', server: 'https://call.example', device }))
  insert(
    'profile',
    'settings',
    JSON.stringify({ theme: 'dark', language: 'ko', iceTransportPolicy: 'relay' }),
  )
  insert('secrets', 'identity', 1, Buffer.from('sealed'))
  old.close()

  const opened = openDatabase(file, DESKTOP_SCHEMA, 0)
  expect(opened.salvage).toBeNull()
  const now = createSqliteStore(opened.db)
  expect(await now.contacts()).toMatchObject([
    { ...contact, consent: 'mutual', iceTransportPolicy: 'inherit' },
  ])
  expect(await now.history()).toEqual([entry(9)])
  expect(await now.profile()).toEqual({ name: 'Alice', server: 'https://call.example', device })
  expect(await now.settings()).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    language: 'ko',
    iceTransportPolicy: 'relay',
  })
  expect(opened.db.prepare('SELECT * FROM secrets').all()).toMatchObject([{ key: 'identity', protected: 1 }])
  expect(await now.iceServers()).toEqual([])
  await now.putCallLog(entry(9).callId, 1, LOG)
  expect(await now.callLog(entry(9).callId)).toEqual(LOG)
  opened.db.close()
})
