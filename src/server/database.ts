import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Each entry takes the schema one version further. Never change one that was released. */
const MIGRATIONS = [
  `CREATE TABLE names (
     key TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     public_key TEXT NOT NULL,
     reach TEXT NOT NULL DEFAULT 'everyone',
     registered_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE consents (
     owner TEXT NOT NULL REFERENCES names(key) ON DELETE CASCADE,
     peer TEXT NOT NULL REFERENCES names(key) ON DELETE CASCADE,
     PRIMARY KEY (owner, peer)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX consents_by_peer ON consents(peer);
   CREATE TABLE blocks (
     owner TEXT NOT NULL REFERENCES names(key) ON DELETE CASCADE,
     peer TEXT NOT NULL REFERENCES names(key) ON DELETE CASCADE,
     PRIMARY KEY (owner, peer)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE missed_calls (
     callee TEXT NOT NULL REFERENCES names(key) ON DELETE CASCADE,
     call_id TEXT NOT NULL,
     caller TEXT NOT NULL,
     public_key TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (callee, call_id)
   ) STRICT, WITHOUT ROWID;`,
]
const TABLES = ['names', 'consents', 'blocks', 'missed_calls']

export class DatabaseTooNewError extends Error {}

/** What happened when a damaged database was found. */
export interface Salvage {
  readonly keptAs: string
  readonly savedRows: number
}

/**
 * Opens the database, makes it if there is none and takes an old one to the present schema. A damaged file is kept aside
 * as `FILE.corrupt-TIME` and what can be read of it is taken over.
 *
 * @throws DatabaseTooNewError for a database of a newer Tincan
 */
export function openDatabase(file: string, now: number): { db: DatabaseSync; salvage: Salvage | null } {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return { db: openSound(file), salvage: null }
  } catch (error) {
    if (error instanceof DatabaseTooNewError || !isDamage(error)) throw error
  }
  const keptAs = `${file}.corrupt-${new Date(now).toISOString().replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptAs + suffix)
  }
  const db = openSound(file)
  return { db, salvage: { keptAs, savedRows: copyReadable(keptAs, db) } }
}

function openSound(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;')
    const check = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (check.quick_check !== 'ok') throw new DamagedError(check.quick_check)
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

class DamagedError extends Error {}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26). */
function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}

function migrate(db: DatabaseSync): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > MIGRATIONS.length) {
    throw new DatabaseTooNewError(
      `the database has version ${version}, this Tincan knows ${MIGRATIONS.length}`,
    )
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    db.exec(`BEGIN; ${MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; COMMIT;`)
  }
}

/** Takes over every row that still reads, table by table and row by row; gives their number. */
function copyReadable(from: string, into: DatabaseSync): number {
  let saved = 0
  let source: DatabaseSync
  try {
    source = new DatabaseSync(from, { readOnly: true })
  } catch {
    return 0
  }
  for (const table of TABLES) {
    try {
      for (const row of source.prepare(`SELECT * FROM ${table}`).iterate()) {
        const columns = Object.keys(row)
        const marks = columns.map(() => '?').join()
        const insert = `INSERT OR IGNORE INTO ${table} (${columns.join()}) VALUES (${marks})`
        try {
          saved += Number(into.prepare(insert).run(...Object.values(row)).changes)
        } catch {
          // A row that no longer fits (its name was lost) is left behind in the file that is kept.
        }
      }
    } catch {
      // The rest of this table cannot be read.
    }
  }
  source.close()
  return saved
}
