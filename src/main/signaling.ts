import { io } from 'socket.io-client'
import type { SocketFactory } from '../shared/host-ports.ts'

/** Socket.IO in main. It does not reconnect by itself: the signaling session has its own schedule. */
export const openSocket: SocketFactory = (origin, auth) => {
  const socket = io(origin, {
    auth,
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
  })
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
