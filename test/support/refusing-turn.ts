import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

// The little of a TURN server that says no (RFC 8656): a real one is neither full nor out of step when a test wants it.

export interface RefusingTurn {
  readonly uri: string
  readonly username: string
  readonly secret: string
  stop(): void
}

const MAGIC_COOKIE = 0x2112a442
const HEADER_LENGTH = 20
const ERROR_RESPONSE = 0x0110
const MESSAGE_INTEGRITY = 0x0008
const ERROR_CODE = 0x0009
const REALM = 0x0014
const NONCE = 0x0015

const LOGIN = { username: 'tina', secret: 'can' } as const
const realm = 'refusing.test'
/** RFC 8489, section 9.2.2: the key of long-term credentials. */
const KEY = createHash('md5').update(`${LOGIN.username}:${realm}:${LOGIN.secret}`).digest()

/** A server that takes the login of everybody, over UDP, and then refuses to allocate with this code. */
export async function startRefusingTurn(code: number): Promise<RefusingTurn> {
  const socket = createSocket('udp4')
  socket.on('message', (request, { address, port }) => {
    const isLogin = request.includes(realm)
    const answer = isLogin ? signed(refusal(request, code)) : refusal(request, 401)
    socket.send(answer, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    uri: `turn:127.0.0.1:${socket.address().port}?transport=udp`,
    ...LOGIN,
    stop: () => void socket.close(),
  }
}

function refusal(request: Buffer, code: number): Buffer {
  const number = Buffer.from([0, 0, Math.floor(code / 100), code % 100])
  return message(request, [
    attribute(ERROR_CODE, Buffer.concat([number, Buffer.from('No')])),
    attribute(REALM, Buffer.from(realm)),
    attribute(NONCE, Buffer.from(randomBytes(8).toString('hex'))),
  ])
}

function message(request: Buffer, attributes: readonly Buffer[]): Buffer {
  const body = Buffer.concat(attributes)
  const header = Buffer.alloc(HEADER_LENGTH)
  header.writeUInt16BE(request.readUInt16BE(0) | ERROR_RESPONSE, 0)
  header.writeUInt16BE(body.length, 2)
  header.writeUInt32BE(MAGIC_COOKIE, 4)
  request.copy(header, 8, 8, HEADER_LENGTH)
  return Buffer.concat([header, body])
}

/** RFC 8489, section 14.5: over all before it, with a length that counts it already. */
function signed(answer: Buffer): Buffer {
  const empty = attribute(MESSAGE_INTEGRITY, Buffer.alloc(20))
  answer.writeUInt16BE(answer.length - HEADER_LENGTH + empty.length, 2)
  const digest = createHmac('sha1', KEY).update(answer).digest()
  return Buffer.concat([answer, attribute(MESSAGE_INTEGRITY, digest)])
}

/** Padded to four bytes, which its length does not count. */
function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  value.copy(bytes, 4)
  return bytes
}
