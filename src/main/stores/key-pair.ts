import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { PublicKey } from '../../shared/ids.ts'

/** An Ed25519 key (RFC 8032, section 5.1.5), as it rests among the secrets; both halves in base64. */
export const KeyPair = z.object({
  /** Raw, 32 bytes. */
  publicKey: z.string(),
  /** PKCS #8 (RFC 8410, section 7). */
  privateKey: z.string(),
})
export type KeyPair = z.infer<typeof KeyPair>

/** What stands before the 32 bytes of the private key (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

const toRaw = (key: KeyObject, half: 'd' | 'x'): Buffer =>
  Buffer.from(z.string().parse(key.export({ format: 'jwk' })[half]), 'base64url')

/** The public half follows from the private one, so that the two always fit. */
export function fromSeed(seed: Uint8Array): KeyPair {
  const pkcs8 = Buffer.concat([PKCS8_HEAD, seed])
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return {
    publicKey: toRaw(createPublicKey(key), 'x').toString('base64'),
    privateKey: pkcs8.toString('base64'),
  }
}

export function toSeed({ privateKey }: KeyPair): Uint8Array<ArrayBuffer> {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return new Uint8Array(toRaw(key, 'd'))
}

export function publicKeyOf({ publicKey }: KeyPair): PublicKey {
  return PublicKey.parse(Buffer.from(publicKey, 'base64').toString('base64url'))
}
