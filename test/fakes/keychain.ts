import type { Protector } from '../../src/main/stores/secret-store.ts'

export interface KeychainOptions {
  readonly isThere?: boolean
  readonly backend?: 'basic_text' | 'gnome_libsecret'
  readonly opens?: boolean
  readonly seals?: boolean
  readonly wantsNewSeal?: boolean
}

/** Electron's safeStorage over a keychain whose lock is a toy. */
export function createKeychain(options: KeychainOptions = {}): Protector & { sealed: number } {
  const { isThere = true, backend = 'gnome_libsecret' } = options
  const { opens = true, seals = true, wantsNewSeal = false } = options
  return {
    sealed: 0,
    isAsyncEncryptionAvailable: async () => isThere,
    getSelectedStorageBackend: () => backend,
    async encryptStringAsync(text) {
      if (!seals) throw new Error('the keychain is locked')
      this.sealed += 1
      return Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x55))
    },
    async decryptStringAsync(bytes) {
      if (!opens) throw new Error('the keychain is locked')
      const result = Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString()
      return { result, shouldReEncrypt: wantsNewSeal }
    },
  }
}
