import type { SocketFactory } from '../host-ports.ts'

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

/**
 * Sockets of Socket.IO, whose `io` comes from the host. They do not reconnect by themselves: the signaling session has
 * its own schedule.
 */
export function createSocketFactory(io: (origin: string, options: object) => SocketIoClient): SocketFactory {
  return (origin, auth) => {
    const options = {
      auth,
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
    }
    const socket = io(origin, options)
    return {
      connect: () => void socket.connect(),
      disconnect: () => void socket.disconnect(),
      request: (event, input, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(event, input),
      onEvent: (listener) => void socket.onAny(listener),
      onConnect: (listener) => void socket.on('connect', listener),
      onConnectError: (listener) => void socket.on('connect_error', (error) => listener(error.message)),
      onDisconnect: (listener) => void socket.on('disconnect', listener),
    }
  }
}
