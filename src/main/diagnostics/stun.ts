import { randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'

// The little of STUN that a probe needs: a binding request and its answers (RFC 8489, sections 5 and 14).

const MAGIC_COOKIE = 0x2112a442
const HEADER_LENGTH = 20
const BINDING_REQUEST = 0x0001
const BINDING_RESPONSE = 0x0101
const BINDING_ERROR = 0x0111
const XOR_MAPPED_ADDRESS = 0x0020
const IPV4 = 0x01

export interface StunRequest {
  readonly bytes: Buffer
  readonly transaction: Buffer
}

export interface TransportAddress {
  readonly address: string
  readonly port: number
}

export function bindingRequest(): StunRequest {
  const transaction = randomBytes(12)
  const bytes = Buffer.alloc(HEADER_LENGTH)
  bytes.writeUInt16BE(BINDING_REQUEST, 0)
  bytes.writeUInt32BE(MAGIC_COOKIE, 4)
  transaction.copy(bytes, 8)
  return { bytes, transaction }
}

/** What a server says. `mapped`: the address from which the request came, where it says that. */
export interface StunAnswer {
  readonly mapped: TransportAddress | null
}

/** Reads the answer to a request; null for anything else. */
export function readAnswer(message: Buffer, { transaction }: StunRequest): StunAnswer | null {
  if (message.length < HEADER_LENGTH || message.readUInt32BE(4) !== MAGIC_COOKIE) return null
  if (!message.subarray(8, HEADER_LENGTH).equals(transaction)) return null
  const type = message.readUInt16BE(0)
  // A relay may give its address to nobody without a login: it is there all the same.
  if (type === BINDING_ERROR) return { mapped: null }
  return type === BINDING_RESPONSE ? { mapped: mappedAddress(message, transaction) } : null
}

function mappedAddress(answer: Buffer, transaction: Buffer): TransportAddress | null {
  const end = Math.min(answer.length, HEADER_LENGTH + answer.readUInt16BE(2))
  for (let at = HEADER_LENGTH; at + 4 <= end; ) {
    const type = answer.readUInt16BE(at)
    const length = answer.readUInt16BE(at + 2)
    const value = answer.subarray(at + 4, Math.min(end, at + 4 + length))
    if (type === XOR_MAPPED_ADDRESS) return unmask(value, transaction)
    // Attributes are padded to four bytes.
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return null
}

/** RFC 8489, section 14.2: the address is masked with the cookie and the transaction, so that no NAT rewrites it. */
function unmask(value: Buffer, transaction: Buffer): TransportAddress | null {
  if (value.length < 8) return null
  const isIpv4 = value[1] === IPV4
  const raw = value.subarray(4, isIpv4 ? 8 : 20)
  if (raw.length !== (isIpv4 ? 4 : 16)) return null
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(MAGIC_COOKIE, 0)
  transaction.copy(mask, 4)
  const bytes = raw.map((byte, i) => byte ^ mask[i]!)
  const port = value.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16)
  return { address: isIpv4 ? [...bytes].join('.') : formatIpv6(bytes), port }
}

function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[i * 2]! << 8) | bytes[i * 2 + 1]!).toString(16))
  // The canonical form (RFC 5952), so that it can be compared with the own addresses.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

export const familyOf = (address: string): 'udp4' | 'udp6' => (isIPv4(address) ? 'udp4' : 'udp6')
