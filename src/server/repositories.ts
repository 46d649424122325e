import type { DatabaseSync } from 'node:sqlite'
import { toNameKey, type CallId, type NameKey, type PublicKey, type UserName } from '../shared/ids.ts'
import type { Consent, MissedCall, Reach } from '../shared/protocol/signaling-events.ts'
import { MISSED_CALL_TTL_MS, MISSED_CALLS_PER_NAME } from '../shared/protocol/version.ts'

export interface NameRecord {
  readonly name: UserName
  readonly publicKey: PublicKey
  readonly reach: Reach
}

/** Names and the keys they are bound to. */
export interface Names {
  find(key: NameKey): NameRecord | null
  register(record: NameRecord, now: number): void
  setReach(key: NameKey, reach: Reach): void
}

/** Who lets whom ring and see: an edge from the owner to the peer. */
export interface Consents {
  give(owner: NameKey, peer: NameKey): void
  /** Takes back both directions. */
  remove(a: NameKey, b: NameKey): void
  between(owner: NameKey, peer: NameKey): Consent
  /** Everybody with whom the name has an edge, in either direction. */
  peersOf(name: NameKey): NameKey[]
  count(owner: NameKey): number
}

export interface Blocks {
  set(owner: NameKey, peer: NameKey, blocked: boolean): void
  has(owner: NameKey, peer: NameKey): boolean
  peersOf(owner: NameKey): NameKey[]
}

/** Calls that nobody answered, for when the name comes online. */
export interface MissedCalls {
  add(callee: NameKey, missed: MissedCall): void
  of(callee: NameKey, now: number): MissedCall[]
  remove(callee: NameKey, callIds: readonly CallId[]): void
}

export interface Repositories {
  readonly names: Names
  readonly consents: Consents
  readonly blocks: Blocks
  readonly missed: MissedCalls
}

export function createRepositories(db: DatabaseSync): Repositories {
  return { names: names(db), consents: consents(db), blocks: blocks(db), missed: missedCalls(db) }
}

function names(db: DatabaseSync): Names {
  const find = db.prepare('SELECT name, public_key AS publicKey, reach FROM names WHERE key = ?')
  const insert = db.prepare(
    'INSERT INTO names (key, name, public_key, reach, registered_at) VALUES (?, ?, ?, ?, ?)',
  )
  const setReach = db.prepare('UPDATE names SET reach = ? WHERE key = ?')
  return {
    find: (key) => (find.get(key) as NameRecord | undefined) ?? null,
    register: ({ name, publicKey, reach }, now) =>
      void insert.run(toNameKey(name), name, publicKey, reach, now),
    setReach: (key, reach) => void setReach.run(reach, key),
  }
}

function consents(db: DatabaseSync): Consents {
  const give = db.prepare('INSERT OR IGNORE INTO consents (owner, peer) VALUES (?, ?)')
  const remove = db.prepare(
    'DELETE FROM consents WHERE (owner = ?1 AND peer = ?2) OR (owner = ?2 AND peer = ?1)',
  )
  const has = db.prepare('SELECT 1 FROM consents WHERE owner = ? AND peer = ?')
  const peers = db.prepare(
    'SELECT peer AS key FROM consents WHERE owner = ?1 UNION SELECT owner FROM consents WHERE peer = ?1',
  )
  const count = db.prepare('SELECT count(*) AS n FROM consents WHERE owner = ?')
  return {
    give: (owner, peer) => void give.run(owner, peer),
    remove: (a, b) => void remove.run(a, b),
    between(owner, peer) {
      const given = has.get(owner, peer) !== undefined
      const taken = has.get(peer, owner) !== undefined
      return given ? (taken ? 'mutual' : 'outgoing') : taken ? 'incoming' : 'none'
    },
    peersOf: (name) => (peers.all(name) as { key: NameKey }[]).map((row) => row.key),
    count: (owner) => (count.get(owner) as { n: number }).n,
  }
}

function blocks(db: DatabaseSync): Blocks {
  const add = db.prepare('INSERT OR IGNORE INTO blocks (owner, peer) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM blocks WHERE owner = ? AND peer = ?')
  const has = db.prepare('SELECT 1 FROM blocks WHERE owner = ? AND peer = ?')
  const peers = db.prepare('SELECT peer AS key FROM blocks WHERE owner = ?')
  return {
    set: (owner, peer, blocked) => void (blocked ? add : remove).run(owner, peer),
    has: (owner, peer) => has.get(owner, peer) !== undefined,
    peersOf: (owner) => (peers.all(owner) as { key: NameKey }[]).map((row) => row.key),
  }
}

function missedCalls(db: DatabaseSync): MissedCalls {
  const add = db.prepare(
    'INSERT OR IGNORE INTO missed_calls (callee, call_id, caller, public_key, at) VALUES (?, ?, ?, ?, ?)',
  )
  const trim = db.prepare(
    `DELETE FROM missed_calls WHERE callee = ?1 AND call_id NOT IN
       (SELECT call_id FROM missed_calls WHERE callee = ?1 ORDER BY at DESC LIMIT ${MISSED_CALLS_PER_NAME})`,
  )
  const expire = db.prepare('DELETE FROM missed_calls WHERE callee = ? AND at < ?')
  const list = db.prepare(
    'SELECT call_id AS callId, caller AS "from", public_key AS publicKey, at FROM missed_calls WHERE callee = ? ORDER BY at',
  )
  const remove = db.prepare('DELETE FROM missed_calls WHERE callee = ? AND call_id = ?')
  return {
    add(callee, { callId, from, publicKey, at }) {
      add.run(callee, callId, from, publicKey, at)
      trim.run(callee)
    },
    of(callee, now) {
      expire.run(callee, now - MISSED_CALL_TTL_MS)
      return list.all(callee).map((row) => ({ ...row })) as MissedCall[]
    },
    remove(callee, callIds) {
      for (const callId of callIds) remove.run(callee, callId)
    },
  }
}
