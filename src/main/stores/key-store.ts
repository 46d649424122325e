import { webcrypto } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { KeyStore } from '../../shared/host-ports.ts'
import { createSigner, type Signer } from '../../shared/identity/crypto.ts'
import { guard } from './data-store.ts'

type Protector = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const Row = z.object({ protected: z.number(), value: z.instanceof(Uint8Array) })
const KeyPair = z.object({ publicKey: z.string(), privateKey: z.string() })
type KeyPair = z.infer<typeof KeyPair>
const KEY = 'identity'

/**
 * The identity key of the desktop, sealed by the operating system's keychain. Where there is none, it rests in the
 * database as it is, and `protection` says so. A key that cannot be unsealed stays untouched: the name is bound to it.
 */
export async function createKeyStore(
  db: DatabaseSync,
  protector: Protector,
  platform: string,
): Promise<KeyStore> {
  const get = db.prepare('SELECT protected, value FROM secrets WHERE key = ?')
  const put = db.prepare('INSERT OR REPLACE INTO secrets (key, protected, value) VALUES (?, ?, ?)')
  // `basic_text` is Chromium's hard-coded password: a lock with the key in it.
  const isPlain = platform === 'linux' && protector.getSelectedStorageBackend() === 'basic_text'
  const isProtected = !isPlain && (await protector.isAsyncEncryptionAvailable())

  const save = async (pair: KeyPair): Promise<void> => {
    const text = JSON.stringify(pair)
    const value = isProtected ? await protector.encryptStringAsync(text) : Buffer.from(text)
    await guard(() => put.run(KEY, isProtected ? 1 : 0, value))
  }

  const read = async (): Promise<KeyPair | null> => {
    const row = get.get(KEY)
    if (row === undefined) return null
    const { protected: isSealed, value } = Row.parse(row)
    const bytes = Buffer.from(value)
    const { result, shouldReEncrypt } =
      isSealed === 1
        ? await protector.decryptStringAsync(bytes)
        : { result: bytes.toString('utf8'), shouldReEncrypt: isProtected }
    const pair = KeyPair.parse(JSON.parse(result))
    // A keychain that came later, or that has changed its own key, seals what is already there.
    if (shouldReEncrypt) {
      await save(pair).catch((error: unknown) =>
        console.error('The identity key was not sealed anew:', error),
      )
    }
    return pair
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
    await save(made)
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
    protection: isProtected ? 'os' : 'none',
    signer() {
      loading ??= load().catch((error: unknown) => {
        loading = null
        throw error
      })
      return loading
    },
  }
}
