import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

/**
 * A keychain for tests. STAND_IN_KEYCHAIN names the one that is there: another name cannot read what the first one
 * sealed, and `none` is a desktop without any.
 */
const keychain = process.env['STAND_IN_KEYCHAIN'] ?? 'first'
const key = scryptSync(keychain, 'stand-in', 32, { N: 1024 })
const IV_LENGTH = 12
const TAG_LENGTH = 16

export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => keychain !== 'none',
  getSelectedStorageBackend: (): 'basic_text' | 'gnome_libsecret' =>
    keychain === 'none' ? 'basic_text' : 'gnome_libsecret',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const iv = randomBytes(IV_LENGTH)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  },
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_LENGTH))
    decipher.setAuthTag(bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH)), decipher.final()])
    return { result: text.toString('utf8'), shouldReEncrypt: false }
  },
}
export type SafeStorage = typeof safeStorage
