import type { KeyStore } from '../../shared/host-ports.ts'
import { createSigner } from '../../shared/identity/crypto.ts'
import type { Database } from './indexed-db.ts'

/**
 * The identity key of a browser: an Ed25519 pair (Web Cryptography, section 25) whose private half is not extractable,
 * so that no script can read it. IndexedDB keeps the key object itself.
 */
export function createBrowserKeys(db: Database): KeyStore {
  const load = async (): Promise<CryptoKeyPair> => {
    const stored = (await db.get('values', 'keys')) as CryptoKeyPair | undefined
    if (stored !== undefined) return stored
    const fresh = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
    // Another tab may have been quicker: the first pair stays.
    const tx = db.transaction('values', 'readwrite')
    const other = (await tx.store.get('keys')) as CryptoKeyPair | undefined
    if (other === undefined) await tx.store.put(fresh, 'keys')
    await tx.done
    return other ?? fresh
  }
  return {
    protection: 'browser',
    async signer() {
      const pair = await load()
      const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
      return createSigner(raw, (data) => crypto.subtle.sign('Ed25519', pair.privateKey, data))
    },
  }
}
