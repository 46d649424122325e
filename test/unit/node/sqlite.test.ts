import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DatabaseTooNewError, openDatabase, type DatabaseSchema } from '../../../src/node/sqlite.ts'

const FIRST = 'CREATE TABLE people (name TEXT PRIMARY KEY) STRICT;'
const SECOND = "ALTER TABLE people ADD COLUMN note TEXT NOT NULL DEFAULT 'none';"
const schema = (...migrations: string[]): DatabaseSchema => ({ tables: ['people'], migrations })

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-sqlite-'))
  file = join(folder, 'deep', 'test.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const version = (db: DatabaseSync): unknown => db.prepare('PRAGMA user_version').get()

test('an old database is taken to the present version with its rows', () => {
  const old = openDatabase(file, schema(FIRST), 0)
  old.db.exec("INSERT INTO people VALUES ('Bob')")
  old.db.close()
  const { db, salvage } = openDatabase(file, schema(FIRST, SECOND), 0)
  expect(salvage).toBeNull()
  expect(version(db)).toEqual({ user_version: 2 })
  expect(db.prepare('SELECT * FROM people').all()).toEqual([{ name: 'Bob', note: 'none' }])
  db.close()
})

test('a migration that fails changes nothing', () => {
  openDatabase(file, schema(FIRST), 0).db.close()
  expect(() => openDatabase(file, schema(FIRST, `${SECOND} NONSENSE;`), 0)).toThrow(/NONSENSE/)
  const { db } = openDatabase(file, schema(FIRST), 0)
  expect(version(db)).toEqual({ user_version: 1 })
  expect(db.prepare('SELECT * FROM people').all()).toEqual([])
  db.close()
})

test('a newer database is refused and not touched', () => {
  openDatabase(file, schema(FIRST, SECOND), 0).db.close()
  const before = readFileSync(file)
  expect(() => openDatabase(file, schema(FIRST), 0)).toThrow(DatabaseTooNewError)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('what is no database is kept aside under the time at which it was found', () => {
  openDatabase(file, schema(FIRST), 0).db.close()
  writeFileSync(file, 'no database '.repeat(500))
  const { db, salvage } = openDatabase(file, schema(FIRST), Date.UTC(2026, 10, 21, 1, 2, 3))
  expect(salvage).toEqual({ keptAs: `${file}.corrupt-2026-11-21T01-02-03.000Z`, savedRows: 0 })
  expect(readFileSync(salvage!.keptAs, 'utf8')).toContain('no database')
  expect(db.prepare('SELECT * FROM people').all()).toEqual([])
  db.close()
})

test('the rows before a damaged page are saved', () => {
  const { db } = openDatabase(file, schema(FIRST), 0)
  const insert = db.prepare('INSERT INTO people VALUES (?)')
  for (let number = 0; number < 2_000; number++) insert.run(`person ${number} ${'x'.repeat(40)}`)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, bytes.length - 4096 * 3)
  writeFileSync(file, bytes)

  const opened = openDatabase(file, schema(FIRST), 0)
  const { rows } = opened.db.prepare('SELECT count(*) AS rows FROM people').get() as { rows: number }
  expect(rows).toBe(opened.salvage?.savedRows)
  expect(rows).toBeGreaterThan(100)
  expect(rows).toBeLessThan(2_000)
  expect(readdirSync(join(folder, 'deep')).some((name) => name.includes('.corrupt-'))).toBe(true)
  opened.db.close()
})
