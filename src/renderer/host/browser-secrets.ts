import { z } from 'zod'
import type { SecretStore } from '../../shared/host-ports.ts'
import type { Database } from './indexed-db.ts'
import { write } from './indexed-db.ts'

const Sealed = z.object({ iv: z.instanceof(Uint8Array), data: z.instanceof(ArrayBuffer) })

/**
 * Secrets of a browser: AES-GCM (Web Cryptography, section 27) under a key that is not extractable, so that a copy of the
 * stored values alone gives none away.
 */
export function createBrowserSecrets(db: Database): SecretStore {
  const sealingKey = async (): Promise<CryptoKey> => {
    const stored = (await db.get('values', 'sealing-key')) as CryptoKey | undefined
    if (stored !== undefined) return stored
    const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    // Another tab may have been quicker: the first key stays.
    const tx = db.transaction('values', 'readwrite')
    const other = (await tx.store.get('sealing-key')) as CryptoKey | undefined
    if (other === undefined) await tx.store.put(fresh, 'sealing-key')
    await tx.done
    return other ?? fresh
  }
  return {
    async get(key) {
      const row = await db.get('secrets', key)
      if (row === undefined) return null
      const { iv, data } = Sealed.parse(row)
      const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await sealingKey(), data)
      return new TextDecoder().decode(bytes)
    },
    has: async (key) => (await db.getKey('secrets', key)) !== undefined,
    async put(key, secret) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const bytes = new TextEncoder().encode(secret)
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealingKey(), bytes)
      await write(() => db.put('secrets', { iv, data }, key))
    },
    remove: (key) => write(() => db.delete('secrets', key)),
  }
}
