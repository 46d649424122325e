import type { DatabaseSchema } from '../../node/sqlite.ts'

/** The one file of the desktop host. Rows keep their values as JSON, so that a new field needs no migration. */
export const DESKTOP_SCHEMA: DatabaseSchema = {
  tables: ['profile', 'secrets', 'contacts', 'history', 'call_logs'],
  migrations: [
    `CREATE TABLE contacts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
     CREATE TABLE history (
       call_id TEXT PRIMARY KEY,
       started_at INTEGER NOT NULL,
       value TEXT NOT NULL
     ) STRICT;
     CREATE INDEX history_by_start ON history(started_at);
     CREATE TABLE profile (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
     CREATE TABLE secrets (key TEXT PRIMARY KEY, protected INTEGER NOT NULL, value BLOB NOT NULL) STRICT;`,
    `CREATE TABLE call_logs (
       call_id TEXT PRIMARY KEY,
       saved_at INTEGER NOT NULL,
       value TEXT NOT NULL
     ) STRICT;`,
  ],
}
