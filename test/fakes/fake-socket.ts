import type { SocketFactory, SocketPort } from '../../src/shared/host-ports.ts'

/** One dialled socket, with the server's end in the hands of a test. */
export interface FakeSocket {
  readonly origin: string
  readonly auth: Record<string, unknown>
  readonly isOpen: boolean
  readonly requests: readonly { readonly event: string; readonly input: unknown }[]
  accept(): void
  refuse(message: string): void
  emit(event: string, data: unknown): void
  drop(): void
}

/** A network in which every attempt waits for a test's decision. `answer` acks the requests. */
export function createFakeNetwork(answer: (event: string, input: unknown) => unknown): {
  readonly openSocket: SocketFactory
  readonly sockets: readonly FakeSocket[]
} {
  const sockets: FakeSocket[] = []
  const openSocket: SocketFactory = (origin, auth) => {
    const heard = {
      event: (_event: string, _data: unknown): void => {},
      connect: (): void => {},
      connectError: (_message: string): void => {},
      disconnect: (_reason: string): void => {},
    }
    const requests: { event: string; input: unknown }[] = []
    let isOpen = false
    const port: SocketPort = {
      connect() {
        sockets.push(fake)
      },
      disconnect() {
        isOpen = false
      },
      async request(event, input) {
        requests.push({ event, input })
        if (!isOpen) throw new Error('closed')
        const ack = answer(event, input)
        if (ack === undefined) throw new Error('timeout')
        return ack
      },
      onEvent: (listener) => (heard.event = listener),
      onConnect: (listener) => (heard.connect = listener),
      onConnectError: (listener) => (heard.connectError = listener),
      onDisconnect: (listener) => (heard.disconnect = listener),
    }
    const fake: FakeSocket = {
      origin,
      auth,
      requests,
      get isOpen() {
        return isOpen
      },
      accept() {
        isOpen = true
        heard.connect()
      },
      refuse: (message) => heard.connectError(message),
      emit: (event, data) => heard.event(event, data),
      drop() {
        isOpen = false
        heard.disconnect('transport close')
      },
    }
    return port
  }
  return { openSocket, sockets }
}
