import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a database file holds. */
export interface DatabaseSchema {
  /** Each entry takes the schema one version further (`PRAGMA user_version`). A released one is never changed. */
  readonly migrations: readonly string[]
  /** Tables to save from a damaged file, those that others refer to first. */
  readonly tables: readonly string[]
}

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
export function openDatabase(
  file: string,
  schema: DatabaseSchema,
  now: number,
): { db: DatabaseSync; salvage: Salvage | null } {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return { db: openSound(file, schema), salvage: null }
  } catch (error) {
    if (error instanceof DatabaseTooNewError || !isDamage(error)) throw error
  }
  const keptAs = `${file}.corrupt-${new Date(now).toISOString().replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptAs + suffix)
  }
  const db = openSound(file, schema)
  return { db, salvage: { keptAs, savedRows: copyReadable(keptAs, db, schema.tables) } }
}

function openSound(file: string, schema: DatabaseSchema): DatabaseSync {
  const db = new DatabaseSync(file)
  try {
    // Before anything is written: what a newer Tincan made stays as it is.
    const version = readVersion(db, schema.migrations)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;')
    const check = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (check.quick_check !== 'ok') throw new DamagedError(check.quick_check)
    migrate(db, schema.migrations, version)
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

function readVersion(db: DatabaseSync, migrations: readonly string[]): number {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version <= migrations.length) return version
  throw new DatabaseTooNewError(`the database has version ${version}, this Tincan knows ${migrations.length}`)
}

function migrate(db: DatabaseSync, migrations: readonly string[], version: number): void {
  for (let next = version; next < migrations.length; next++) {
    db.exec(`BEGIN; ${migrations[next]} PRAGMA user_version = ${next + 1}; COMMIT;`)
  }
}

/** Takes over every row that still reads, table by table and row by row; gives their number. */
function copyReadable(from: string, into: DatabaseSync, tables: readonly string[]): number {
  let saved = 0
  let source: DatabaseSync
  try {
    source = new DatabaseSync(from, { readOnly: true })
  } catch {
    return 0
  }
  for (const table of tables) {
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
