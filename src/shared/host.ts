import type { CallPresence } from './call/call.ts'
import type { IncomingMessage } from './call/phone.ts'
import type { AppError } from './errors.ts'
import type { CallId, DeviceId, IceServerId, PublicKey, UserName } from './ids.ts'
import type { CallNote } from './model/call-note.ts'
import type { CallLog } from './model/call-log.ts'
import type { ContactChange, ContactView } from './model/contact.ts'
import type { ComputerFacts, FoundIdentity } from './model/computer.ts'
import type { HistoryEntry } from './model/history.ts'
import type { IceServerDraft, IceServerView, IceTransportPolicy } from './model/ice-server.ts'
import type { Settings } from './model/settings.ts'
import type { KeyStatus } from './model/shortcut.ts'
import type { UpdateState } from './model/update.ts'
import type { NetworkChange } from './network/change.ts'
import type { NatReport, ProbeReport, ProbeRequest } from './network/probe.ts'
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
  /** The person's own STUN and TURN servers, in the order in which they are tried. */
  readonly iceServers: readonly IceServerView[]
  readonly warnings: readonly HostWarning[]
}
export type HostSlice = {
  [K in keyof HostState]: { readonly slice: K; readonly value: HostState[K] }
}[keyof HostState]

export type Outcome<T = null> = Promise<Result<T, AppError>>
export type Unsubscribe = () => void

/** What the tray, a notification, a key or the command line asks of the live calls: the same as the screen's own buttons. */
export type CallCommand =
  | { readonly type: 'accept' | 'ignore' | 'end'; readonly callId: CallId }
  | { readonly type: 'decline'; readonly callId: CallId; readonly note?: CallNote | undefined }
  | { readonly type: 'hold'; readonly callId: CallId; readonly held: boolean }
  | { readonly type: 'toggle-mute' }
  /** The key that is held down to talk went down or up. */
  | { readonly type: 'talk'; readonly pressed: boolean }
  | { readonly type: 'dial'; readonly name: UserName }
/** What they ask of the screens. */
export type ScreenCommand =
  /** From a link: the screen asks the person first. `server` is its origin, null the own one; `key` is what the link says. */
  | { readonly type: 'ask-dial'; readonly name: UserName; readonly server: string | null }
  | {
      readonly type: 'ask-add'
      readonly name: UserName
      readonly server: string | null
      readonly key: PublicKey | null
    }
  /** Opens that page. */
  | { readonly type: 'preferences' | 'history' }
export type ShellCommand = CallCommand | ScreenCommand

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
    /** The identity as a file that a passphrase seals: null where the key cannot leave the device. */
    readonly identityFile: {
      /** Asks where to, seals and writes it. Gives the file's name; null when the person thought better of it. */
      save(passphrase: string): Outcome<string | null>
      /** Asks which one. Gives the file's name; null when the person chose none. */
      choose(): Outcome<string | null>
      /** Opens the chosen one. Fails with `identity-passphrase-wrong` or `identity-file-damaged`. */
      unlock(passphrase: string): Outcome<FoundIdentity>
      /** From now on this device is who was unlocked. */
      take(): Outcome
    } | null
  }

  readonly contacts: {
    /** Looks the name up, pins its key and asks for consent. */
    add(name: string): Outcome
    /** Gives consent to a contact that asked for it. */
    accept(name: UserName): Outcome
    remove(name: UserName): Outcome
    setBlocked(name: UserName, blocked: boolean): Outcome
    update(name: UserName, change: ContactChange): Outcome
    /** Takes the key that the server now names for this person. */
    trustKey(name: UserName): Outcome
    safetyNumber(name: UserName): Outcome<string>
  }

  readonly history: {
    record(entry: HistoryEntry): Outcome
    markSeen(): Outcome
    /** Forgets every call, with its log. */
    clear(): Outcome
    /** Keeps the log of a call; those of the last CALL_LOGS_LIMIT calls are kept. */
    saveLog(callId: CallId, log: CallLog): Outcome
    /** Null when there is none, or none any more. */
    log(callId: CallId): Outcome<CallLog | null>
  }

  readonly settings: { update(change: Partial<Settings>): Outcome }

  readonly network: {
    /**
     * Replaces the list of own servers, in this order. Fails with `ice-server-invalid` (detail: the fault of
     * ICE_URI_FAULTS, or `username-missing`, `secret-missing`) and then changes nothing.
     */
    saveServers(servers: readonly IceServerDraft[]): Outcome
    /** One own server as a peer connection needs it, for a test; switched off or not. Fails with `ice-server-unknown`. */
    iceServer(id: IceServerId): Outcome<IceServerEntry>
    /** The TURN servers that the signaling server lends, with credentials of now; none is an empty list. */
    lentServers(): Outcome<readonly IceServerEntry[]>
    /** The answer of `calls.iceConfiguration` is another one now, e.g. because lent credentials were renewed. */
    onServers(listener: () => void): Unsubscribe
    /** The operating system says that the network changed, or that the computer woke up. */
    onChanged(listener: (change: NetworkChange) => void): Unsubscribe
    /** What only a computer's own sockets can tell, each within 5 s: null where there are none. */
    readonly sockets: {
      probe(request: ProbeRequest): Outcome<ProbeReport>
      /** Asks STUN servers, as URIs, from one socket of each family. */
      nat(uris: readonly string[]): Outcome<NatReport>
    } | null
  }

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
    /**
     * What a peer connection with a policy is made of. `fresh` fetches new credentials from the signaling server first,
     * if it is there, as an ICE restart needs them. `relay` without a TURN server fails with `relay-missing`.
     */
    iceConfiguration(policy: IceTransportPolicy, fresh: boolean): Outcome<IceConfiguration>
  }

  /** Tray, notifications, power: null where there is no desktop shell. */
  readonly shell: {
    setPresence(presence: CallPresence): Outcome
    onCommand(listener: (command: ShellCommand) => void): Unsubscribe
    /** Shows the small window of the call that goes on, above all others, until the call ends. */
    showMini(): Outcome
    /** How keys are heard while another app has the focus: at once, and whenever that changes. */
    onKeys(listener: (status: KeyStatus) => void): Unsubscribe
  } | null

  /** What Tincan has on a computer besides its windows: null in a browser. */
  readonly computer: {
    facts(): Outcome<ComputerFacts>
    /** Shows a folder in the system's own file manager. */
    open(folder: 'data' | 'logs'): Outcome
    /** Shows a notification as a missed call does. Fails with `notifications-unsupported`. */
    testNotification(): Outcome
    /** Shows where the system lets apps use the microphone: null on Linux, where every desktop has another place. */
    readonly openMicrophonePage: (() => Outcome) | null
    /** Forgets everything on this device, and starts anew. */
    reset(): Outcome
  } | null

  /** A signaling server inside of the app, for a try-out: null where it cannot be. */
  readonly embeddedServer: {
    /** Starts it, if it does not run, and gives its origin. */
    start(): Outcome<{ origin: string }>
  } | null

  /** New versions of the app: null where a page is always the newest. */
  readonly updates: {
    /** Gives the state at once, and again whenever it changes. */
    onState(listener: (state: UpdateState) => void): Unsubscribe
    /** Looks now, whatever the settings say. What comes of it is a state. */
    check(): Outcome
    /** Fetches what is available. */
    download(): Outcome
    /** Puts the new version in place and starts it. Fails with `update-in-call` during a call. */
    restart(): Outcome
  } | null
}

/** The serialisable part of `RTCConfiguration` (W3C webrtc-pc, section 4.2.1). */
export interface IceConfiguration {
  readonly iceServers: readonly IceServerEntry[]
  readonly iceTransportPolicy: IceTransportPolicy
}

/** `RTCIceServer` (W3C webrtc-pc, section 4.2.4). It carries a secret: for a peer connection, never for a log or a screen. */
export interface IceServerEntry {
  readonly urls: readonly string[]
  readonly username?: string
  readonly credential?: string
}
