import type { RegistrationPolicy } from '../shared/protocol/signaling-events.ts'

/** How a server is to behave. Times in milliseconds. */
export interface ServerConfig {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly registration: RegistrationPolicy
  readonly inviteCodes: readonly string[]
  /** The origin that clients dial, without a slash; null takes the one that each client names. */
  readonly publicUrl: string | null
  /** Folder of the browser host's files; null serves none. */
  readonly webDir: string | null
  /** Folder of the desktop app's updates, served at /updates/; null serves none. */
  readonly updatesDir: string | null
  /** TURN servers to lend; null lends none. */
  readonly turn: TurnConfig | null
  readonly limits: ServerLimits
}

export interface TurnConfig {
  /** URIs of RFC 7065. */
  readonly urls: readonly string[]
  /** The `static-auth-secret` of those servers. Never sent, never logged. */
  readonly secret: string
  /** How long credentials hold. */
  readonly ttlSeconds: number
}

export interface ServerLimits {
  readonly connectionsPerAddress: number
  /** Requests of one connection: so many at once, and so many more a second. */
  readonly requestBurst: number
  readonly requestsPerSecond: number
  /** Requests of one address, all of its connections together. */
  readonly addressBurst: number
  readonly addressRequestsPerSecond: number
  /** Refused requests in a row before a connection is closed. */
  readonly refusalsBeforeClose: number
  readonly contactsPerName: number
  /** TURN credentials of one name: so many at once, and so many more a second. */
  readonly turnBurst: number
  readonly turnPerSecond: number
}

export const DEFAULT_LIMITS: ServerLimits = {
  connectionsPerAddress: 64,
  requestBurst: 200,
  requestsPerSecond: 50,
  addressBurst: 2_000,
  addressRequestsPerSecond: 500,
  refusalsBeforeClose: 200,
  contactsPerName: 2_000,
  turnBurst: 10,
  turnPerSecond: 0.1,
}
