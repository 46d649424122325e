import type { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, test } from 'vitest'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { createKeyStore } from '../../../src/main/stores/key-store.ts'
import { createSecretStore } from '../../../src/main/stores/secret-store.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'
import { createKeychain } from '../../fakes/keychain.ts'

let db: DatabaseSync
beforeEach(() => {
  db = openDatabase(':memory:', DESKTOP_SCHEMA, 0).db
})

const row = () =>
  db.prepare('SELECT protected, value FROM secrets').get() as { protected: number; value: Uint8Array }
const textOf = ({ value }: { value: Uint8Array }): string => Buffer.from(value).toString()

test('the key is made once, sealed, and is the same after a restart', async () => {
  const first = createKeyStore(await createSecretStore(db, createKeychain(), 'linux'))
  const [one, again] = await Promise.all([first.signer(), first.signer()])
  expect(again.publicKey).toBe(one.publicKey)
  expect(first.protection).toBe('os')
  expect(row().protected).toBe(1)
  expect(textOf(row())).not.toContain('privateKey')
  const second = createKeyStore(await createSecretStore(db, createKeychain(), 'linux'))
  expect((await second.signer()).publicKey).toBe(one.publicKey)
})

test.each([
  ['the fixed password of Chromium', { backend: 'basic_text' }],
  ['no keychain at all', { isThere: false }],
] as const)('%s is no protection', async (_case, options) => {
  const store = createKeyStore(await createSecretStore(db, createKeychain(options), 'linux'))
  await store.signer()
  expect(store.protection).toBe('none')
  expect(row().protected).toBe(0)
})

test('the name of a Linux backend says nothing on other systems', async () => {
  const store = createKeyStore(
    await createSecretStore(db, createKeychain({ backend: 'basic_text' }), 'darwin'),
  )
  expect(store.protection).toBe('os')
})

test('a keychain that came later seals the key that is there', async () => {
  const before = await createKeyStore(
    await createSecretStore(db, createKeychain({ isThere: false }), 'linux'),
  ).signer()
  const later = createKeyStore(await createSecretStore(db, createKeychain(), 'linux'))
  expect((await later.signer()).publicKey).toBe(before.publicKey)
  expect(row().protected).toBe(1)
  expect(textOf(row())).not.toContain('privateKey')
})

test('a key is sealed anew when the keychain asks for it', async () => {
  await createKeyStore(await createSecretStore(db, createKeychain(), 'linux')).signer()
  const chain = createKeychain({ wantsNewSeal: true })
  await createKeyStore(await createSecretStore(db, chain, 'linux')).signer()
  expect(chain.sealed).toBe(1)
})

test('a key that does not open stays as it is, and opens again later', async () => {
  const before = await createKeyStore(await createSecretStore(db, createKeychain(), 'linux')).signer()
  const sealed = row()
  const locked = createKeyStore(await createSecretStore(db, createKeychain({ opens: false }), 'linux'))
  await expect(locked.signer()).rejects.toThrow('locked')
  await expect(locked.signer()).rejects.toThrow('locked')
  expect(row()).toEqual(sealed)
  expect(
    (await createKeyStore(await createSecretStore(db, createKeychain(), 'linux')).signer()).publicKey,
  ).toBe(before.publicKey)
})
