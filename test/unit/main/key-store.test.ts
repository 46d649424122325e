import type { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, test } from 'vitest'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { createKeyStore } from '../../../src/main/stores/key-store.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'

let db: DatabaseSync
beforeEach(() => {
  db = openDatabase(':memory:', DESKTOP_SCHEMA, 0).db
})

interface KeychainOptions {
  readonly isThere?: boolean
  readonly backend?: 'basic_text' | 'gnome_libsecret'
  readonly opens?: boolean
  readonly wantsNewSeal?: boolean
}
function keychain(options: KeychainOptions = {}) {
  const { isThere = true, backend = 'gnome_libsecret', opens = true, wantsNewSeal = false } = options
  return {
    seals: 0,
    isAsyncEncryptionAvailable: async () => isThere,
    getSelectedStorageBackend: () => backend,
    async encryptStringAsync(text: string) {
      this.seals += 1
      return Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer
    },
    async decryptStringAsync(bytes: Buffer) {
      if (!opens) throw new Error('the keychain is locked')
      const result = Buffer.from(bytes.map((byte) => byte ^ 0x55)).toString()
      return { result, shouldReEncrypt: wantsNewSeal }
    },
  }
}
const row = () =>
  db.prepare('SELECT protected, value FROM secrets').get() as { protected: number; value: Uint8Array }
const textOf = ({ value }: { value: Uint8Array }): string => Buffer.from(value).toString()

test('the key is made once, sealed, and is the same after a restart', async () => {
  const first = await createKeyStore(db, keychain(), 'linux')
  const [one, again] = await Promise.all([first.signer(), first.signer()])
  expect(again.publicKey).toBe(one.publicKey)
  expect(first.protection).toBe('os')
  expect(row().protected).toBe(1)
  expect(textOf(row())).not.toContain('privateKey')
  const second = await createKeyStore(db, keychain(), 'linux')
  expect((await second.signer()).publicKey).toBe(one.publicKey)
})

test.each([
  ['the fixed password of Chromium', { backend: 'basic_text' }],
  ['no keychain at all', { isThere: false }],
] as const)('%s is no protection', async (_case, options) => {
  const store = await createKeyStore(db, keychain(options), 'linux')
  await store.signer()
  expect(store.protection).toBe('none')
  expect(row().protected).toBe(0)
})

test('the name of a Linux backend says nothing on other systems', async () => {
  const store = await createKeyStore(db, keychain({ backend: 'basic_text' }), 'darwin')
  expect(store.protection).toBe('os')
})

test('a keychain that came later seals the key that is there', async () => {
  const before = await (await createKeyStore(db, keychain({ isThere: false }), 'linux')).signer()
  const later = await createKeyStore(db, keychain(), 'linux')
  expect((await later.signer()).publicKey).toBe(before.publicKey)
  expect(row().protected).toBe(1)
  expect(textOf(row())).not.toContain('privateKey')
})

test('a key is sealed anew when the keychain asks for it', async () => {
  await (await createKeyStore(db, keychain(), 'linux')).signer()
  const chain = keychain({ wantsNewSeal: true })
  await (await createKeyStore(db, chain, 'linux')).signer()
  expect(chain.seals).toBe(1)
})

test('a key that does not open stays as it is, and opens again later', async () => {
  const before = await (await createKeyStore(db, keychain(), 'linux')).signer()
  const sealed = row()
  const locked = await createKeyStore(db, keychain({ opens: false }), 'linux')
  await expect(locked.signer()).rejects.toThrow('locked')
  await expect(locked.signer()).rejects.toThrow('locked')
  expect(row()).toEqual(sealed)
  expect((await (await createKeyStore(db, keychain(), 'linux')).signer()).publicKey).toBe(before.publicKey)
})
