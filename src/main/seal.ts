import { createHash, randomBytes, scrypt, webcrypto } from 'node:crypto'
import type { Bytes, SealPort } from '../shared/identity/identity-file.ts'

/** Room for the dearest file that is accepted, and what scrypt itself needs besides. */
const MEMORY_LIMIT = 300 * 1024 * 1024

const importKey = (key: Bytes, usage: 'encrypt' | 'decrypt'): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, [usage])
const gcm = (iv: Bytes, additionalData: Bytes) => ({ name: 'AES-GCM', iv, additionalData, tagLength: 128 })

/** Seals with what Node has of cryptography. */
export const nodeSeal: SealPort = {
  random: (length) => new Uint8Array(randomBytes(length)),
  scrypt: (passphrase, salt, { n, r, p }) =>
    new Promise((resolve, reject) => {
      scrypt(passphrase, salt, 32, { N: n, r, p, maxmem: MEMORY_LIMIT }, (error, key) => {
        if (error) reject(error)
        else resolve(new Uint8Array(key))
      })
    }),
  async seal(key, nonce, header, plain) {
    const sealing = await importKey(key, 'encrypt')
    return new Uint8Array(await webcrypto.subtle.encrypt(gcm(nonce, header), sealing, plain))
  },
  async open(key, nonce, header, sealed) {
    const opening = await importKey(key, 'decrypt')
    try {
      return new Uint8Array(await webcrypto.subtle.decrypt(gcm(nonce, header), opening, sealed))
    } catch {
      return null
    }
  },
  sha512: async (data) => new Uint8Array(createHash('sha512').update(data).digest()),
}
