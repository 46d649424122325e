import type { CallPresence } from './call/call.ts'
import type { IncomingMessage } from './call/phone.ts'
import type { AppError } from './errors.ts'
import type { CallId, DeviceId, PublicKey, UserName } from './ids.ts'
import type { ContactView } from './model/contact.ts'
import type { HistoryEntry } from './model/history.ts'
import type { Settings } from './model/settings.ts'
import type { CallMessage, SignedCallMessage } from './protocol/call-message.ts'
import type { CallClaim, CallNotice, CallReceipt } from './protocol/signaling-events.ts'
import type { Result } from './result.ts'

/** Who I am on which server. */
export interface Account {
  readonly name: UserName
  readonly publicKey: PublicKey
  readonly device: DeviceId
  /** Origin of the signaling server. */
  readonly server: string
  /** Whether the operating system protects the private key. `none` is said plainly on the screen. */
  readonly protection: 'os' | 'browser' | 'none'
}

export type Connection =
  | { readonly status: 'offline'; readonly error: AppError | null; readonly retryAt: number | null }
  | { readonly status: 'connecting' }
  | { readonly status: 'online' }
  /** The server will not have me, and trying again by itself would not help. */
  | { readonly status: 'refused'; readonly error: AppError }

/** Something that a person should know once, e.g. that a damaged database was kept aside. */
export interface HostWarning {
  readonly id: string
  readonly error: AppError
}

/** All that a host owns and a screen shows. Replaced slice by slice, never changed in place. */
export interface HostState {
  readonly account: Account | null
  readonly connection: Connection
  readonly contacts: readonly ContactView[]
  /** Newest first, at most HISTORY_LIMIT. */
  readonly history: readonly HistoryEntry[]
  readonly settings: Settings
  readonly warnings: readonly HostWarning[]
}
export type HostSlice = {
  [K in keyof HostState]: { readonly slice: K; readonly value: HostState[K] }
}[keyof HostState]

export type Outcome<T = null> = Promise<Result<T, AppError>>
export type Unsubscribe = () => void

/** What the tray, a notification, a shortcut or the command line asks of the screen: the same as its own buttons. */
export type ShellCommand =
  | { readonly type: 'accept' | 'decline' | 'ignore' | 'end'; readonly callId: CallId }
  | { readonly type: 'toggle-mute' }
  | { readonly type: 'dial'; readonly name: UserName }

/** What any host offers the screen. A port that a host cannot offer is null, and then its button does not exist. */
export interface Host {
  readonly version: string
  state(): Promise<HostState>
  onState(listener: (change: HostSlice) => void): Unsubscribe

  readonly account: {
    /** Makes an identity (or keeps the one of this device) and registers or claims the name at a server. */
    create(input: { name: string; server: string; inviteCode?: string }): Outcome
    /** Tries again at once, without waiting for the retry schedule. */
    reconnect(): Outcome
    /** Whether a server answers at an address, before an account is made. Gives its origin. */
    probe(address: string): Outcome<{ origin: string; registration: 'open' | 'invite' | 'closed' }>
    /** Forgets the account on this device. The name stays bound to its key at the server. */
    remove(): Outcome
  }

  readonly contacts: {
    /** Looks the name up, pins its key and asks for consent. */
    add(name: string): Outcome
    /** Gives consent to a contact that asked for it. */
    accept(name: UserName): Outcome
    remove(name: UserName): Outcome
    setBlocked(name: UserName, blocked: boolean): Outcome
    update(name: UserName, change: { nickname?: string; favourite?: boolean; verified?: boolean }): Outcome
    /** Takes the key that the server now names for this person. */
    trustKey(name: UserName): Outcome
    safetyNumber(name: UserName): Outcome<string>
  }

  readonly history: {
    record(entry: HistoryEntry): Outcome
    markSeen(): Outcome
    clear(): Outcome
  }

  readonly settings: { update(change: Partial<Settings>): Outcome }

  readonly warnings: { dismiss(id: string): Outcome }

  readonly calls: {
    /** May I dial this name now? Fails with `name-invalid`, `name-unknown`, `key-changed`, `name-is-own`, `not-connected`. */
    prepare(name: string): Outcome<{ name: UserName; accepted: boolean }>
    /** Signs a message, and sends it if the server is there; the signed form can then also take the control channel. */
    sign(message: CallMessage): Outcome<SignedCallMessage>
    send(signed: SignedCallMessage): Outcome<CallReceipt>
    /** Checks a message that came over the control channel against the pinned key of its sender. */
    verify(signed: SignedCallMessage): Outcome<IncomingMessage>
    /** Verified messages, in the order of their arrival. Those of before the first subscription are kept for it. */
    onMessage(listener: (message: IncomingMessage) => void): Unsubscribe
    onNotice(listener: (notice: CallNotice) => void): Unsubscribe
    /** A message whose signature is wrong or whose key is not the pinned one. */
    onTampered(
      listener: (event: { callId: CallId; from: UserName; reason: 'signature' | 'key-changed' }) => void,
    ): Unsubscribe
    /** The calls that the screen is in, to be claimed at a reconnect. */
    setClaims(claims: readonly CallClaim[]): Outcome
    iceConfiguration(): Outcome<IceConfiguration>
  }

  /** Tray, notifications, power: null where there is no desktop shell. */
  readonly shell: {
    setPresence(presence: CallPresence): Outcome
    onCommand(listener: (command: ShellCommand) => void): Unsubscribe
  } | null

  /** A signaling server inside of the app, for a try-out: null where it cannot be. */
  readonly embeddedServer: {
    /** Starts it, if it does not run, and gives its origin. */
    start(): Outcome<{ origin: string }>
  } | null
}

/** The serialisable part of `RTCConfiguration` (W3C webrtc-pc, section 4.2.1). */
export interface IceConfiguration {
  readonly iceServers: readonly {
    readonly urls: readonly string[]
    readonly username?: string
    readonly credential?: string
  }[]
  readonly iceTransportPolicy: 'all' | 'relay'
}
