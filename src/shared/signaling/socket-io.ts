import { ErrorCode, type AppError } from '../errors.ts'
import type { SocketFactory, SocketPort } from '../host-ports.ts'
import type { Result } from '../result.ts'

/** The part of a Socket.IO client socket that is used here. */
interface SocketIoClient {
  connect(): unknown
  disconnect(): unknown
  timeout(ms: number): { emitWithAck(event: string, input: unknown): Promise<unknown> }
  onAny(listener: (event: string, data: unknown) => void): unknown
  on(event: 'connect', listener: () => void): unknown
  on(event: 'connect_error', listener: (error: Error) => void): unknown
  on(event: 'disconnect', listener: (reason: string) => void): unknown
}

/** A way out through a proxy, for sockets that do not find it by themselves. */
export interface WayOut {
  /** An `http.Agent` of Node. */
  readonly agent: object
  /** What the proxy said against the last attempt. */
  readonly refusal: () => ErrorCode | null
}
/** Null goes straight. A rejection is an error without a code. */
export type FindWayOut = (origin: string) => Promise<Result<WayOut | null, AppError>>

const STRAIGHT: FindWayOut = async () => ({ ok: true, value: null })

/**
 * Sockets of Socket.IO, whose `io` comes from the host. They do not reconnect by themselves: the signaling session has
 * its own schedule. The way out is looked for at each connection, since a laptop changes its networks.
 */
export function createSocketFactory(
  io: (origin: string, options: object) => SocketIoClient,
  findWayOut: FindWayOut = STRAIGHT,
): SocketFactory {
  return (origin, auth) =>
    openSocket(
      (options) => io(origin, options),
      auth,
      () => findWayOut(origin),
    )
}

function openSocket(
  io: (options: object) => SocketIoClient,
  auth: Record<string, unknown>,
  findWayOut: () => ReturnType<FindWayOut>,
): SocketPort {
  const listeners: ((socket: SocketIoClient, way: WayOut | null) => void)[] = []
  const errorListeners: ((message: string) => void)[] = []
  let socket: SocketIoClient | null = null
  let isGone = false

  const tellError = (message: string): void => {
    if (!isGone) for (const listener of errorListeners) listener(message)
  }
  const connect = async (): Promise<void> => {
    const way = await findWayOut()
    if (isGone) return
    if (!way.ok) return tellError(way.error.code)
    socket = io({
      auth,
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...(way.value !== null && { agent: way.value.agent }),
    })
    for (const attach of listeners) attach(socket, way.value)
    socket.connect()
  }

  return {
    connect: () => void connect().catch((error: unknown) => tellError(String(error))),
    disconnect() {
      isGone = true
      socket?.disconnect()
    },
    request(event, input, timeoutMs) {
      if (socket === null) return Promise.reject(new Error('not connected'))
      return socket.timeout(timeoutMs).emitWithAck(event, input)
    },
    onEvent: (listener) => void listeners.push((mine) => mine.onAny(listener)),
    onConnect: (listener) => void listeners.push((mine) => mine.on('connect', listener)),
    onConnectError(listener) {
      errorListeners.push(listener)
      listeners.push((mine, way) =>
        mine.on('connect_error', (error) => listener(way?.refusal() ?? error.message)),
      )
    },
    onDisconnect: (listener) => void listeners.push((mine) => mine.on('disconnect', listener)),
  }
}
