import type { Clock } from '../clock.ts'
import { appError, type AppError, type ErrorCode } from '../errors.ts'
import type { Connection } from '../host.ts'
import type { SocketFactory, SocketPort } from '../host-ports.ts'
import type { Signer } from '../identity/crypto.ts'
import { authenticationStatement } from '../identity/statements.ts'
import type { DeviceId, UserName } from '../ids.ts'
import {
  Ack,
  Challenge,
  CLIENT_EVENTS,
  SERVER_EVENTS,
  type CallClaim,
  type ClientEventInput,
  type ClientEventName,
  type ClientEventOutput,
  type Reach,
  type ServerEventData,
  type ServerEventName,
  type Welcome,
} from '../protocol/signaling-events.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { err, ok, type Result } from '../result.ts'
import { createStore, type ReadableStore } from '../store.ts'
import { toConnectError } from './connect-error.ts'
import { retryDelayMs } from './retry-policy.ts'

/** How long a request, and the whole way from dialling to the welcome, may take. */
const REQUEST_TIMEOUT_MS = 5_000
const OPENING_TIMEOUT_MS = 10_000
/** How long what may have died with the network, a connection or an attempt at one, is given to answer, in milliseconds. */
const ALIVE_TIMEOUT_MS = 800

/** Refusals that another attempt with the same name, key and address would only meet again. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set([
  'name-taken',
  'name-invalid',
  'registration-closed',
  'invite-code-wrong',
  'authentication-failed',
  'server-protocol-version',
  'server-untrusted',
  'profile-in-use',
])

export interface SignalingParts {
  readonly openSocket: SocketFactory
  readonly clock: Clock
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number
  readonly client: 'desktop' | 'browser'
  readonly origin: string
  readonly signer: Signer
  /** What the proof of the moment says; asked anew at each connection. */
  readonly proof: () => {
    readonly name: UserName
    readonly device: DeviceId
    readonly reach: Reach
    readonly inviteCode?: string
    readonly calls: CallClaim[]
  }
  readonly onWelcome: (welcome: Welcome) => void
  readonly onEvent: <K extends ServerEventName>(event: K, data: ServerEventData<K>) => void
}

/** The one connection to the server: authenticates, answers requests, and comes back by itself. */
export interface SignalingSession {
  readonly connection: ReadableStore<Connection>
  start(): void
  /** Ends the session for good. */
  stop(): void
  /** Tries at once instead of waiting, e.g. when the network came back; one that is up is asked whether it still lives. An attempt that hangs is begun anew. */
  retryNow(): void
  request<K extends ClientEventName>(
    event: K,
    input: ClientEventInput<K>,
  ): Promise<Result<ClientEventOutput<K>, AppError>>
}

export function createSignalingSession(parts: SignalingParts): SignalingSession {
  const connection = createStore<Connection>({ status: 'connecting' })
  let socket: SocketPort | null = null
  let failures = 0
  /** When the present attempt began. */
  let openedAt = 0
  let cancelRetry = (): void => {}
  let cancelOpening = (): void => {}
  let isStopped = false

  const drop = (): void => {
    cancelRetry()
    cancelOpening()
    const old = socket
    socket = null
    old?.disconnect()
  }

  const refuse = (error: AppError): void => {
    drop()
    connection.set({ status: 'refused', error })
  }

  /** Gives up this attempt and plans the next one. */
  const fail = (error: AppError | null): void => {
    if (error !== null && FINAL_CODES.has(error.code)) return refuse(error)
    drop()
    const delayMs = retryDelayMs(failures, parts.random())
    failures += 1
    connection.set({ status: 'offline', error, retryAt: parts.clock.now() + delayMs })
    cancelRetry = parts.clock.setTimer(delayMs, open)
  }

  const open = (): void => {
    if (isStopped) return
    drop()
    openedAt = parts.clock.now()
    connection.set({ status: 'connecting' })
    const mine = parts.openSocket(parts.origin, { protocol: PROTOCOL_VERSION, client: parts.client })
    socket = mine
    const isCurrent = (): boolean => socket === mine
    let isConnected = false
    cancelOpening = parts.clock.setTimer(OPENING_TIMEOUT_MS, () =>
      fail(appError(isConnected ? 'server-not-tincan' : 'server-unreachable', parts.origin)),
    )
    mine.onConnect(() => {
      isConnected = true
    })
    mine.onConnectError((message) => {
      if (isCurrent()) fail(toConnectError(message, parts.origin))
    })
    mine.onDisconnect(() => {
      if (isCurrent()) fail(appError('server-unreachable', parts.origin))
    })
    mine.onEvent((event, data) => {
      if (!isCurrent()) return
      if (event === 'auth.challenge') void authenticate(mine, data)
      else if (event === 'server.closing') handleClosing(data)
      else handleEvent(event, data)
    })
    mine.connect()
  }

  const authenticate = async (mine: SocketPort, data: unknown): Promise<void> => {
    const challenge = Challenge.safeParse(data)
    if (!challenge.success) return fail(appError('server-not-tincan', 'challenge'))
    const { nonce, origin, protocol } = challenge.data
    if (protocol !== PROTOCOL_VERSION) return refuse(appError('server-protocol-version', String(protocol)))
    // Someone in the middle could pass on another server's challenge; its origin would give that away.
    if (origin !== parts.origin) return refuse(appError('server-untrusted', `${origin} / ${parts.origin}`))
    const proof = parts.proof()
    const statement = authenticationStatement({
      nonce,
      origin,
      protocol,
      name: proof.name,
      device: proof.device,
    })
    const signature = await parts.signer.sign(statement)
    if (socket !== mine) return
    const welcome = await request('auth.prove', { ...proof, publicKey: parts.signer.publicKey, signature })
    if (socket !== mine) return
    if (!welcome.ok) return fail(welcome.error)
    cancelOpening()
    failures = 0
    parts.onWelcome(welcome.value)
    connection.set({ status: 'online' })
  }

  const handleClosing = (data: unknown): void => {
    const closing = SERVER_EVENTS['server.closing'].safeParse(data)
    const reason = closing.success ? closing.data.reason : 'shutdown'
    if (reason === 'replaced') refuse(appError('profile-in-use', 'replaced'))
    else if (reason === 'authentication-timeout') fail(appError('authentication-timeout'))
    else fail(appError(reason === 'abuse' ? 'rate-limited' : 'server-unreachable', parts.origin))
  }

  const handleEvent = (event: string, data: unknown): void => {
    if (!Object.hasOwn(SERVER_EVENTS, event)) return
    const name = event as ServerEventName
    const parsed = SERVER_EVENTS[name].safeParse(data)
    // A malformed message from the server is dropped: nothing that it could ask for is worth a guess.
    if (parsed.success) parts.onEvent(name, parsed.data)
  }

  const request: SignalingSession['request'] = async (event, input) => {
    const mine = socket
    if (mine === null) return err(appError('not-connected'))
    let answer: unknown
    try {
      answer = await mine.request(event, input, REQUEST_TIMEOUT_MS)
    } catch {
      return err(appError(socket === mine ? 'server-timeout' : 'not-connected', event))
    }
    const ack = Ack.safeParse(answer)
    if (!ack.success) return err(appError('server-error', event))
    if (!ack.data.ok) return err(ack.data.error)
    const output = CLIENT_EVENTS[event].output.safeParse(ack.data.value)
    if (!output.success) return err(appError('server-error', event))
    return ok(output.data as ClientEventOutput<typeof event>)
  }

  /** TCP would find out only after minutes that the address which it was opened from is gone. */
  const checkAlive = async (): Promise<void> => {
    const mine = socket
    const answer = await mine?.request('alive', {}, ALIVE_TIMEOUT_MS).catch(() => null)
    if (answer === null && socket === mine && connection.get().status === 'online') {
      fail(appError('server-unreachable', parts.origin))
    }
  }

  return {
    connection,
    start: open,
    stop() {
      isStopped = true
      drop()
    },
    retryNow() {
      failures = 0
      switch (connection.get().status) {
        case 'online':
          return void checkAlive()
        case 'connecting':
          // Begun on the network of before, it would only be given up after OPENING_TIMEOUT_MS.
          return parts.clock.now() - openedAt < ALIVE_TIMEOUT_MS ? undefined : open()
        case 'offline':
        case 'refused':
          return open()
      }
    },
    async request(event, input) {
      if (connection.get().status !== 'online') return err(appError('not-connected'))
      return request(event, input)
    },
  }
}
