import { webcrypto } from 'node:crypto'
import type { KeyStore, SecretStore } from '../../shared/host-ports.ts'
import { createSigner, type Signer } from '../../shared/identity/crypto.ts'
import type { PublicKey } from '../../shared/ids.ts'
import { fromSeed, KeyPair, publicKeyOf, toSeed } from './key-pair.ts'

const KEY = 'identity'

/** The identity key on its way into a file, or out of one. It goes nowhere else. */
export interface KeyVault {
  /** Null when this device has no key. Throws when the one that it has cannot be read. */
  seed(): Promise<Uint8Array<ArrayBuffer> | null>
  publicKey(): Promise<PublicKey | null>
  /** Takes another key instead of the one that was here. */
  replace(seed: Uint8Array<ArrayBuffer>): Promise<void>
}

/** The identity key of the desktop, a secret like others. One that cannot be unsealed stays: the name is bound to it. */
export function createKeyStore(
  secrets: SecretStore & { readonly isProtected: boolean },
): KeyStore & { readonly vault: KeyVault } {
  const read = async (): Promise<KeyPair | null> => {
    const text = await secrets.get(KEY)
    return text === null ? null : KeyPair.parse(JSON.parse(text))
  }

  const make = async (): Promise<KeyPair> => {
    const usages: webcrypto.KeyUsage[] = ['sign', 'verify']
    const pair = (await webcrypto.subtle.generateKey('Ed25519', true, usages)) as webcrypto.CryptoKeyPair
    const [publicKey, privateKey] = await Promise.all([
      webcrypto.subtle.exportKey('raw', pair.publicKey),
      webcrypto.subtle.exportKey('pkcs8', pair.privateKey),
    ])
    const made = {
      publicKey: Buffer.from(publicKey).toString('base64'),
      privateKey: Buffer.from(privateKey).toString('base64'),
    }
    await secrets.put(KEY, JSON.stringify(made))
    return made
  }

  const load = async (): Promise<Signer> => {
    const pair = (await read()) ?? (await make())
    const pkcs8 = Buffer.from(pair.privateKey, 'base64')
    const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
    const raw = new Uint8Array(Buffer.from(pair.publicKey, 'base64'))
    return createSigner(raw, (data) => webcrypto.subtle.sign('Ed25519', key, data))
  }

  let loading: Promise<Signer> | null = null
  return {
    protection: secrets.isProtected ? 'os' : 'none',
    signer() {
      loading ??= load().catch((error: unknown) => {
        loading = null
        throw error
      })
      return loading
    },
    vault: {
      async seed() {
        const pair = await read()
        return pair === null ? null : toSeed(pair)
      },
      async publicKey() {
        const pair = await read()
        return pair === null ? null : publicKeyOf(pair)
      },
      async replace(seed) {
        await secrets.put(KEY, JSON.stringify(fromSeed(seed)))
        loading = null
      },
    },
  }
}
