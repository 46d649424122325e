import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserName } from '../../src/shared/ids.ts'
import { Server } from 'socket.io'
import { io, type Socket as ClientSocket } from 'socket.io-client'
import type { Delivery } from '../../src/shared/protocol/signaling-events.ts'

export type Tampering = 'swap-fingerprint' | 'replay-answer' | 'forge-sender'

/**
 * A signaling server that alters call messages: it stands in front of the real one, whose pages and answers it passes on.
 * The Host header is passed on too, so that both ends believe in one server, as they would if the server itself were bad.
 */
export async function startTamperingServer(
  origin: string,
  tampering: Tampering,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const http = createServer((incoming, outgoing) => {
    const { hostname, port } = new URL(origin)
    const onward = request({ hostname, port, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  const sockets = new Server(http, { transports: ['websocket'] })
  const upstreams = new Set<ClientSocket>()
  const alter = createAlteration(tampering)

  sockets.on('connection', (socket) => {
    const upstream = io(origin, {
      auth: socket.handshake.auth,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { host: socket.handshake.headers.host ?? '' },
    })
    upstreams.add(upstream)
    socket.onAny((event: string, ...args: unknown[]) => {
      const reply = args.pop() as (answer: unknown) => void
      upstream.emit(event, ...args, reply)
    })
    upstream.onAny((event: string, data: unknown) => {
      socket.emit(event, event === 'call.deliver' ? alter(data as Delivery) : data)
    })
    socket.on('disconnect', () => upstream.close())
    upstream.on('disconnect', () => socket.disconnect())
  })

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      for (const upstream of upstreams) upstream.close()
      const closed = sockets.close()
      http.closeAllConnections()
      await closed
    },
  }
}

function createAlteration(tampering: Tampering): (delivery: Delivery) => Delivery {
  let oldAnswer: Delivery | null = null
  return (delivery) => {
    const { message } = delivery.signed
    const { body } = message
    switch (tampering) {
      case 'swap-fingerprint': {
        if (body.kind !== 'description' || body.type !== 'offer') return delivery
        const fingerprint = Array.from({ length: 32 }, () => 'AA').join(':')
        const sdp = body.sdp.replace(
          /a=fingerprint:sha-256 [0-9A-F:]+/,
          `a=fingerprint:sha-256 ${fingerprint}`,
        )
        return withMessage(delivery, { ...message, body: { ...body, sdp } })
      }
      case 'replay-answer': {
        if (body.kind !== 'description' || body.type !== 'answer') return delivery
        if (oldAnswer === null) {
          oldAnswer = delivery
          return delivery
        }
        // The answer of the first call, dressed up as one of this call.
        const { callId, seq } = message
        return withMessage(delivery, { ...message, callId, seq, body: oldAnswer.signed.message.body })
      }
      case 'forge-sender':
        // Alice's invite, shown as one of carol's.
        return withMessage(delivery, { ...message, from: { ...message.from, name: UserName.parse('carol') } })
    }
  }
}

function withMessage(delivery: Delivery, message: Delivery['signed']['message']): Delivery {
  return { ...delivery, signed: { ...delivery.signed, message } }
}
