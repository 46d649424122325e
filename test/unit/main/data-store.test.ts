import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from '../../../src/main/stores/data-store.ts'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'
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
