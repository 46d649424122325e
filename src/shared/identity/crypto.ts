import { PublicKey, Signature } from '../ids.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'

/** The part of WebCrypto's `SubtleCrypto` that Tincan needs; `globalThis.crypto.subtle` fits it in every host. */
export interface SubtlePort {
  importKey(
    format: 'raw',
    keyData: Uint8Array<ArrayBuffer>,
    algorithm: 'Ed25519',
    extractable: boolean,
    usages: 'verify'[],
  ): Promise<unknown>
  verify(
    algorithm: 'Ed25519',
    key: never,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
  digest(algorithm: 'SHA-512', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

export interface Crypto {
  /** Ed25519 (RFC 8032). False for a malformed key or signature. */
  verify(publicKey: PublicKey, signature: Signature, data: Uint8Array<ArrayBuffer>): Promise<boolean>
  sha512(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
}

/** A person's private key on this device. It signs; it cannot be read. */
export interface Signer {
  readonly publicKey: PublicKey
  sign(data: Uint8Array<ArrayBuffer>): Promise<Signature>
}

/** Keys that were used lately stay imported: a call is a few messages of the same two people. */
const IMPORTED_LIMIT = 200

export function createCrypto(subtle: SubtlePort): Crypto {
  const imported = new Map<PublicKey, Promise<unknown>>()
  const importKey = (publicKey: PublicKey): Promise<unknown> => {
    const known = imported.get(publicKey)
    if (known !== undefined) return known
    if (imported.size >= IMPORTED_LIMIT) imported.delete(imported.keys().next().value!)
    const fresh = subtle.importKey('raw', fromBase64Url(publicKey), 'Ed25519', false, ['verify'])
    imported.set(publicKey, fresh)
    return fresh
  }
  return {
    async verify(publicKey, signature, data) {
      try {
        const key = await importKey(publicKey)
        return await subtle.verify('Ed25519', key as never, fromBase64Url(signature), data)
      } catch {
        return false
      }
    },
    async sha512(data) {
      return new Uint8Array(await subtle.digest('SHA-512', data))
    },
  }
}

/** Makes a {@link Signer} from a public key in raw form and a function that signs with its private half. */
export function createSigner(
  rawPublicKey: Uint8Array<ArrayBuffer>,
  signRaw: (data: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Signer {
  return {
    publicKey: PublicKey.parse(toBase64Url(rawPublicKey)),
    async sign(data) {
      return Signature.parse(toBase64Url(new Uint8Array(await signRaw(data))))
    },
  }
}
