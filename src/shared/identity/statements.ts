import type { CallMessage } from '../protocol/call-message.ts'
import type { DeviceId, UserName } from '../ids.ts'

// What gets signed. Each statement starts with its own tag, so that a signature for one purpose can never be shown
// as one for another. The text is JSON of an array: an order of fields is fixed, and no field can run into the next.

const encode = (fields: readonly unknown[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(fields))

/** Proves a name's key to one server, once. */
export function authenticationStatement(proof: {
  readonly nonce: string
  readonly origin: string
  readonly protocol: number
  readonly name: UserName
  readonly device: DeviceId
}): Uint8Array<ArrayBuffer> {
  return encode(['tincan-auth', proof.protocol, proof.origin, proof.nonce, proof.name, proof.device])
}

/**
 * The whole call message: call id, both names and devices, sequence number and body. Through the body it covers the
 * SDP with its DTLS fingerprint and ICE ufrag, so that a server cannot put itself between two people.
 */
export function callStatement(message: CallMessage): Uint8Array<ArrayBuffer> {
  const { callId, from, to, seq, body } = message
  return encode(['tincan-call', callId, from.name, from.device, to.name, to.device, seq, canonical(body)])
}

/** A value with the keys of every object in order, so that both ends sign the same text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => [key, canonical(entry)])
}
