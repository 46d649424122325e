import { createSocket, type Socket } from 'node:dgram'
import { bindingRequest, familyOf, readAnswer, type StunAnswer, type TransportAddress } from './stun.ts'

/** First wait for an answer, doubled at each try (RFC 8489, section 6.2.1), in milliseconds. */
const FIRST_WAIT_MS = 200

/** Asks STUN servers from one UDP port, so that their answers can be compared. */
export interface StunClient {
  /** The port that it asks from. */
  readonly port: number
  /** Null when nothing answered in `limitMs`. */
  ask(server: TransportAddress, limitMs: number): Promise<StunAnswer | null>
  close(): void
}

/** Rejects where the family does not exist on this computer. */
export async function openStunClient(family: 'udp4' | 'udp6'): Promise<StunClient> {
  const socket = createSocket(family)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, resolve)
  })
  // What fails later fails as a question without answer.
  socket.on('error', () => {})
  return {
    port: socket.address().port,
    ask: (server, limitMs) => ask(socket, server, limitMs),
    close: () => void socket.close(),
  }
}

/** One question to one server, from a port of its own. */
export async function askStun(server: TransportAddress, limitMs: number): Promise<StunAnswer | null> {
  const client = await openStunClient(familyOf(server.address)).catch(() => null)
  const answer = (await client?.ask(server, limitMs)) ?? null
  client?.close()
  return answer
}

function ask(socket: Socket, server: TransportAddress, limitMs: number): Promise<StunAnswer | null> {
  return new Promise((resolve) => {
    const request = bindingRequest()
    let waitMs = FIRST_WAIT_MS
    let resend: NodeJS.Timeout
    const finish = (answer: StunAnswer | null): void => {
      clearTimeout(resend)
      clearTimeout(limit)
      socket.off('message', read)
      resolve(answer)
    }
    const read = (message: Buffer): void => {
      const answer = readAnswer(message, request)
      if (answer !== null) finish(answer)
    }
    const send = (): void => {
      socket.send(request.bytes, server.port, server.address, () => {})
      resend = setTimeout(send, waitMs)
      waitMs *= 2
    }
    const limit = setTimeout(() => finish(null), limitMs)
    socket.on('message', read)
    send()
  })
}
