import { z } from 'zod'
import { AppError } from '../errors.ts'
import { CallId, DeviceId, PublicKey, Signature, UserName } from '../ids.ts'
import { ICE_URI_LENGTH, isUsernameTooLong } from '../model/ice-server.ts'
import type { Result } from '../result.ts'
import { SignedCallMessage } from './call-message.ts'

/** `auth` of the Socket.IO handshake. A server answers another version with the connect error `protocol-version`. */
export const Handshake = z.object({
  protocol: z.number().int(),
  client: z.enum(['desktop', 'browser', 'bot']),
})
export type Handshake = z.infer<typeof Handshake>

export const RegistrationPolicy = z.enum(['open', 'invite', 'closed'])
export type RegistrationPolicy = z.infer<typeof RegistrationPolicy>

/** The first thing a server says. The client signs nonce, origin and protocol version (see identity/statements.ts). */
export const Challenge = z.object({
  protocol: z.number().int(),
  nonce: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The server's own idea of its origin, e.g. `https://call.example.org`; the client refuses one it did not dial. */
  origin: z.string().max(300),
  registration: RegistrationPolicy,
})
export type Challenge = z.infer<typeof Challenge>

/** Who may ring a name. */
export const Reach = z.enum(['everyone', 'contacts', 'nobody'])
export type Reach = z.infer<typeof Reach>

/** A call that a reconnecting device believes to be in. */
export const CallClaim = z.object({
  callId: CallId,
  peer: z.object({ name: UserName, device: DeviceId.nullable() }),
  /** `active` claims let a restarted server pass the messages of a call that it does not know. */
  phase: z.enum(['ringing-in', 'calling', 'active']),
})
export type CallClaim = z.infer<typeof CallClaim>

export const Proof = z.object({
  name: UserName,
  device: DeviceId,
  publicKey: PublicKey,
  signature: Signature,
  reach: Reach,
  inviteCode: z.string().max(128).optional(),
  calls: z.array(CallClaim).max(16),
})
export type Proof = z.infer<typeof Proof>

/** Where two names stand, seen from one of them. */
export const Consent = z.enum(['none', 'outgoing', 'incoming', 'mutual'])
export type Consent = z.infer<typeof Consent>

/** One line of the roster. `online` is null when the other has not accepted, so that presence stays private. */
export const RosterEntry = z.object({
  name: UserName,
  publicKey: PublicKey,
  consent: Consent,
  blocked: z.boolean(),
  online: z.boolean().nullable(),
})
export type RosterEntry = z.infer<typeof RosterEntry>

export const MissedCall = z.object({
  callId: CallId,
  from: UserName,
  publicKey: PublicKey,
  /** When it rang, by the server's clock, in milliseconds since the Unix epoch. */
  at: z.number().int().min(0),
})
export type MissedCall = z.infer<typeof MissedCall>

/** A signed message with its age by the server's clock, in milliseconds. */
export const Delivery = z.object({ signed: SignedCallMessage, ageMs: z.number().min(0) })
export type Delivery = z.infer<typeof Delivery>

/** What the server itself says of a call. It can silence a call that rings, never end or alter one that is up. */
export const CallNotice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered-elsewhere'), callId: CallId }),
  z.object({ kind: z.literal('declined-elsewhere'), callId: CallId }),
  /** The ring's time is over (60 s by the server's clock). */
  z.object({ kind: z.literal('expired'), callId: CallId }),
  /** The call that a device claimed at its reconnect is gone: it stops ringing. */
  z.object({ kind: z.literal('gone'), callId: CallId }),
  /** The peer's device lost its connection to the server, or has it again. */
  z.object({ kind: z.literal('peer-offline'), callId: CallId }),
  z.object({ kind: z.literal('peer-online'), callId: CallId }),
])
export type CallNotice = z.infer<typeof CallNotice>

/** What the server answers to an accepted proof. */
export const Welcome = z.object({
  name: UserName,
  registered: z.boolean(),
  roster: z.array(RosterEntry).max(5000),
  missed: z.array(MissedCall).max(100),
  /** Invites that ring this name now, and what was said to a call that this device dials while it was away. */
  ringing: z.array(Delivery).max(16),
  /** Notices about the calls that the device claimed. */
  notices: z.array(CallNotice).max(32),
})
export type Welcome = z.infer<typeof Welcome>

/** What became of an invite: it was handed to `devices` devices (0: offline, a missed call is kept). */
export const CallReceipt = z.object({ devices: z.number().int().min(0) })
export type CallReceipt = z.infer<typeof CallReceipt>

export const DirectoryEntry = z.object({ name: UserName, publicKey: PublicKey })
export type DirectoryEntry = z.infer<typeof DirectoryEntry>

/** TURN servers that the server lends, with credentials for this name only, that end after `ttlSeconds`. */
export const TurnCredentials = z.object({
  urls: z.array(z.string().max(ICE_URI_LENGTH)).min(1).max(16),
  username: z
    .string()
    .min(1)
    .refine((username) => !isUsernameTooLong(username)),
  credential: z.string().min(1).max(512),
  ttlSeconds: z.number().int().min(1),
})
export type TurnCredentials = z.infer<typeof TurnCredentials>

const Named = z.object({ name: UserName })
const Nothing = z.object({})

/**
 * Client to server. Every event is answered by an ack `Result<output, AppError>`.
 * Nothing but `auth.prove` is accepted before authentication.
 */
export const CLIENT_EVENTS = {
  'auth.prove': { input: Proof, output: Welcome },
  'directory.lookup': { input: Named, output: DirectoryEntry },
  /** Asks for (or, answering the other's request, gives) consent. */
  'contact.request': { input: Named, output: RosterEntry },
  'contact.remove': { input: Named, output: Nothing },
  'contact.block': { input: z.object({ name: UserName, blocked: z.boolean() }), output: Nothing },
  'reach.set': { input: z.object({ reach: Reach }), output: Nothing },
  /** Null where the server lends none. */
  'turn.credentials': { input: Nothing, output: TurnCredentials.nullable() },
  /** Asks for nothing but an answer: whether the connection still lives after the network changed. */
  alive: { input: Nothing, output: Nothing },
  'missed.seen': { input: z.object({ callIds: z.array(CallId).max(100) }), output: Nothing },
  /**
   * Routes a signed message. `accept` fails with `call-answered-elsewhere` when another device was first, an invite
   * with `name-unknown`, `call-not-allowed` or `rate-limited`.
   */
  'call.send': { input: SignedCallMessage, output: CallReceipt },
} as const
export type ClientEventName = keyof typeof CLIENT_EVENTS
export type ClientEventInput<K extends ClientEventName> = z.infer<(typeof CLIENT_EVENTS)[K]['input']>
export type ClientEventOutput<K extends ClientEventName> = z.infer<(typeof CLIENT_EVENTS)[K]['output']>

/** Server to client, without ack. */
export const SERVER_EVENTS = {
  'auth.challenge': Challenge,
  'roster.changed': RosterEntry,
  'missed.added': MissedCall,
  'call.deliver': Delivery,
  'call.notice': CallNotice,
  /** The server goes down in order; calls go on. Also said before a connection is closed for a reason. */
  'server.closing': z.object({ reason: z.enum(['shutdown', 'replaced', 'authentication-timeout', 'abuse']) }),
} as const
export type ServerEventName = keyof typeof SERVER_EVENTS
export type ServerEventData<K extends ServerEventName> = z.infer<(typeof SERVER_EVENTS)[K]>

/** The ack of every client event, as it travels. */
export const Ack = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: AppError }),
])

/** Event maps for `Server<...>` and `Socket<...>` of Socket.IO. */
export type ClientToServerEvents = {
  [K in ClientEventName]: (
    input: ClientEventInput<K>,
    ack: (result: Result<ClientEventOutput<K>, AppError>) => void,
  ) => void
}
export type ServerToClientEvents = { [K in ServerEventName]: (data: ServerEventData<K>) => void }
