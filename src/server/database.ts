import type { DatabaseSchema } from '../node/sqlite.ts'

export const SERVER_SCHEMA: DatabaseSchema = {
  tables: ['names', 'consents', 'blocks', 'missed_calls'],
  migrations: [
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
  ],
}
