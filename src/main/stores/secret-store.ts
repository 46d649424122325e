import type { DatabaseSync } from 'node:sqlite'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { StorageError, type SecretStore } from '../../shared/host-ports.ts'
import { guard } from './data-store.ts'

export type Protector = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const Row = z.object({ protected: z.number(), value: z.instanceof(Uint8Array) })

/**
 * Secrets of the desktop, sealed by the operating system's keychain. Where there is none, they rest in the database as
 * they are, and `isProtected` says so. One that cannot be unsealed stays untouched.
 */
export async function createSecretStore(
  db: DatabaseSync,
  protector: Protector,
  platform: string,
): Promise<SecretStore & { readonly isProtected: boolean }> {
  // What is sealed later, replaced or removed leaves no plain bytes in the file.
  db.exec('PRAGMA secure_delete = ON')
  const select = db.prepare('SELECT protected, value FROM secrets WHERE key = ?')
  const insert = db.prepare('INSERT OR REPLACE INTO secrets (key, protected, value) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM secrets WHERE key = ?')
  // `basic_text` is Chromium's hard-coded password: a lock with the key in it.
  const isPlain = platform === 'linux' && protector.getSelectedStorageBackend() === 'basic_text'
  const isProtected = !isPlain && (await protector.isAsyncEncryptionAvailable())

  const seal = async (secret: string): Promise<Buffer> => {
    try {
      return await protector.encryptStringAsync(secret)
    } catch (error) {
      throw new StorageError('keychain-refused', error instanceof Error ? error.message : String(error))
    }
  }

  const put = async (key: string, secret: string): Promise<void> => {
    const value = isProtected ? await seal(secret) : Buffer.from(secret)
    await guard(() => insert.run(key, isProtected ? 1 : 0, value))
  }

  return {
    isProtected,
    async get(key) {
      const row = await guard(() => select.get(key))
      if (row === undefined) return null
      const { protected: isSealed, value } = Row.parse(row)
      const bytes = Buffer.from(value)
      const { result, shouldReEncrypt } =
        isSealed === 1
          ? await protector.decryptStringAsync(bytes)
          : { result: bytes.toString('utf8'), shouldReEncrypt: isProtected }
      // A keychain that came later, or that has changed its own key, seals what is already there.
      if (shouldReEncrypt) {
        await put(key, result).catch((error: unknown) =>
          console.error(`The secret ${key} was not sealed anew:`, error),
        )
      }
      return result
    },
    has: (key) => guard(() => select.get(key) !== undefined),
    put,
    remove: (key) => guard(() => void remove.run(key)),
  }
}
