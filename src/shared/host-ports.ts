import type { Account } from './host.ts'
import type { Signer } from './identity/crypto.ts'
import type { CallId, DeviceId } from './ids.ts'
import type { CallLog } from './model/call-log.ts'
import type { Contact } from './model/contact.ts'
import type { HistoryEntry } from './model/history.ts'
import type { IceServer } from './model/ice-server.ts'
import type { Settings } from './model/settings.ts'

// What a host core needs from the place it runs in. Each method rejects with a StorageError when the medium refuses.

/** A refusal of the storage medium that a person can do something about. */
export class StorageError extends Error {
  readonly code: 'storage-full' | 'storage-unavailable' | 'keychain-refused'
  constructor(code: StorageError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Where a host keeps what is not secret. Rows that do not parse are left out by the reader, not deleted. */
export interface DataStore {
  contacts(): Promise<Contact[]>
  putContact(contact: Contact): Promise<void>
  removeContact(contact: Contact): Promise<void>
  /** Newest first, at most HISTORY_LIMIT. */
  history(): Promise<HistoryEntry[]>
  /** Inserts, or replaces the entry of the same call. Drops the oldest over HISTORY_LIMIT. */
  putHistory(entry: HistoryEntry): Promise<void>
  /** Drops the logs too. */
  clearHistory(): Promise<void>
  /** Drops the oldest over CALL_LOGS_LIMIT. `savedAt` in milliseconds since the Unix epoch. */
  putCallLog(callId: CallId, savedAt: number, log: CallLog): Promise<void>
  callLog(callId: CallId): Promise<CallLog | null>
  iceServers(): Promise<IceServer[]>
  putIceServers(servers: readonly IceServer[]): Promise<void>
  settings(): Promise<Settings>
  putSettings(settings: Settings): Promise<void>
  /** The account without its key. */
  profile(): Promise<StoredProfile | null>
  putProfile(profile: StoredProfile | null): Promise<void>
}

export interface StoredProfile {
  readonly name: Account['name']
  readonly server: string
  readonly device: DeviceId
}

/** Where the identity key rests. The private half never leaves it. */
export interface KeyStore {
  /** The key of this device, made at the first call. Throws when an existing one cannot be read. */
  signer(): Promise<Signer>
  readonly protection: Account['protection']
}

/** Where secrets other than the identity key rest: sealed by the keychain where there is one. */
export interface SecretStore {
  /** Null when there is none. Throws when an existing one cannot be read. */
  get(key: string): Promise<string | null>
  has(key: string): Promise<boolean>
  /** Rejects with a StorageError when the medium or the keychain refuses. */
  put(key: string, secret: string): Promise<void>
  remove(key: string): Promise<void>
}

/** One connection to a signaling server, over Socket.IO in practice. */
export interface SocketPort {
  connect(): void
  disconnect(): void
  /** Resolves with the raw ack; rejects after `timeoutMs` or when the connection is gone. */
  request(event: string, input: unknown, timeoutMs: number): Promise<unknown>
  onEvent(listener: (event: string, data: unknown) => void): void
  onConnect(listener: () => void): void
  /** `message` is the connect error's text; Tincan's server sends `protocol-version` and `too-many-connections`. */
  onConnectError(listener: (message: string) => void): void
  onDisconnect(listener: (reason: string) => void): void
}
export type SocketFactory = (origin: string, auth: Record<string, unknown>) => SocketPort
