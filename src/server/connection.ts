import { randomBytes } from 'node:crypto'
import type { Socket } from 'socket.io'
import { appError, type AppError } from '../shared/errors.ts'
import { toNameKey } from '../shared/ids.ts'
import {
  CLIENT_EVENTS,
  Proof,
  type Challenge,
  type ClientEventInput,
  type ClientEventName,
  type ClientToServerEvents,
  type ServerToClientEvents,
  type Welcome,
} from '../shared/protocol/signaling-events.ts'
import { AUTHENTICATION_TIMEOUT_MS, PROTOCOL_VERSION } from '../shared/protocol/version.ts'
import { err, ok, type Result } from '../shared/result.ts'
import type { Handler, ServerContext } from './context.ts'
import { checkProof, welcome } from './handlers/authentication.ts'
import { markMissedSeen, sendCallMessage } from './handlers/calls.ts'
import { blockContact, lookUp, removeContact, requestContact, setReach } from './handlers/contacts.ts'
import { lendTurn } from './handlers/turn.ts'
import type { Client } from './hub.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { announcePresence } from './roster.ts'

export type ServerSocket = Socket<ClientToServerEvents, ServerToClientEvents>

const HANDLERS: { readonly [K in Exclude<ClientEventName, 'auth.prove'>]: Handler<K> } = {
  'directory.lookup': lookUp,
  'contact.request': requestContact,
  'contact.remove': removeContact,
  'contact.block': blockContact,
  'reach.set': setReach,
  'turn.credentials': lendTurn,
  alive: () => ok({}),
  'missed.seen': markMissedSeen,
  'call.send': sendCallMessage,
}

/** The life of one connection: challenge, proof, requests, end. */
export function handleConnection(
  context: ServerContext,
  socket: ServerSocket,
  origin: string,
  ofAddress: RateLimit,
): void {
  const { clock, config, hub, log } = context
  const ofSocket = createRateLimit(clock, config.limits.requestBurst, config.limits.requestsPerSecond)
  let client: Client | null = null
  let refusals = 0
  let isProving = false
  let tail: Promise<void> = Promise.resolve()

  const challenge: Challenge = {
    protocol: PROTOCOL_VERSION,
    nonce: randomBytes(32).toString('base64url'),
    origin,
    registration: config.registration,
  }
  const close: Client['close'] = (reason) => {
    socket.emit('server.closing', { reason })
    socket.disconnect(true)
  }
  const cancelTimeout = clock.setTimer(AUTHENTICATION_TIMEOUT_MS, () => close('authentication-timeout'))

  const prove = async (input: unknown): Promise<Result<Welcome, AppError>> => {
    // A challenge is answered once; a second try needs a new connection and with it a new nonce.
    if (isProving) return err(appError('bad-request', 'auth.prove'))
    const proof = Proof.safeParse(input)
    if (!proof.success) return err(appError('bad-request', 'auth.prove'))
    isProving = true
    const checked = await checkProof(context, challenge, proof.data)
    if (!checked.ok) return checked
    if (!socket.connected) return err(appError('not-connected'))
    cancelTimeout()
    client = {
      name: checked.value.name,
      key: toNameKey(checked.value.name),
      device: proof.data.device,
      emit: (event, data) =>
        void socket.emit(event, ...([data] as Parameters<ServerToClientEvents[typeof event]>)),
      close,
    }
    log.info({ name: client.name }, 'client authenticated')
    return ok(welcome(context, client, proof.data, checked.value.registered))
  }

  const answer = async (event: string, input: unknown): Promise<Result<unknown, AppError>> => {
    if (!ofSocket.take() || !ofAddress.take()) return err(appError('rate-limited'))
    if (event === 'auth.prove') return prove(input)
    if (client === null) return err(appError('authentication-failed', 'not authenticated'))
    if (!Object.hasOwn(HANDLERS, event)) return err(appError('bad-request', 'unknown event'))
    return handle(context, client, event as keyof typeof HANDLERS, input)
  }

  socket.onAny((event: string, ...args: unknown[]) => {
    const reply = args.at(-1)
    const input = typeof reply === 'function' ? args[0] : undefined
    // One after the other: a hang-up must not overtake the invite that is still being verified.
    tail = tail
      .then(() => answer(event, input))
      .catch((error: unknown) => err(toAppError(context, event, error)))
      .then((result) => {
        if (typeof reply === 'function') reply(result)
        refusals = result.ok || result.error.code !== 'rate-limited' ? 0 : refusals + 1
        if (refusals >= config.limits.refusalsBeforeClose) close('abuse')
      })
  })

  socket.on('disconnect', () => {
    cancelTimeout()
    if (client === null || !hub.remove(client)) return
    context.calls.disconnected(client)
    if (!hub.isOnline(client.key)) announcePresence(context, client.key)
    log.info({ name: client.name }, 'client disconnected')
  })

  socket.emit('auth.challenge', challenge)
}

async function handle<K extends keyof typeof HANDLERS>(
  context: ServerContext,
  client: Client,
  event: K,
  input: unknown,
): Promise<Result<unknown, AppError>> {
  const parsed = CLIENT_EVENTS[event].input.safeParse(input)
  if (!parsed.success) return err(appError('bad-request', event))
  const handler: Handler<K> = HANDLERS[event]
  return handler(context, client, parsed.data as ClientEventInput<K>)
}

/** SQLITE_FULL (13): the disk is full, and the server stays up. Anything else is a mistake of ours. */
function toAppError({ log }: ServerContext, event: string, error: unknown): AppError {
  const isFull = error instanceof Error && 'errcode' in error && Number(error.errcode) === 13
  log.error({ event, error: error instanceof Error ? error.message : String(error) }, 'request failed')
  return appError(isFull ? 'storage-full' : 'server-error')
}
