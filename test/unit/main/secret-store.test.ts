import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { createSecretStore } from '../../../src/main/stores/secret-store.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'
import { createKeychain, type KeychainOptions } from '../../fakes/keychain.ts'

const SECRET = 'the secret of a relay, long enough to be found again'

let folder: string
let db: DatabaseSync
const open = (): void => {
  db = openDatabase(join(folder, 'tincan.db'), DESKTOP_SCHEMA, 0).db
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-secrets-'))
  open()
})
afterEach(() => {
  if (db.isOpen) db.close()
  rmSync(folder, { recursive: true })
})
const store = (options?: KeychainOptions) => createSecretStore(db, createKeychain(options), 'linux')
/** Whether the secret stands in any file of the profile, as it is. */
const isPlain = (): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(SECRET))

test('a secret is kept, found and removed', async () => {
  const secrets = await store()
  expect(await secrets.has('a')).toBe(false)
  await secrets.put('a', SECRET)
  expect([await secrets.has('a'), await secrets.get('a'), await secrets.get('b')]).toEqual([
    true,
    SECRET,
    null,
  ])
  await secrets.remove('a')
  expect(await secrets.get('a')).toBeNull()
})

test('with a keychain no file holds it, not even while the app runs', async () => {
  const secrets = await store()
  await secrets.put('a', SECRET)
  expect(isPlain()).toBe(false)
  db.close()
  expect(isPlain()).toBe(false)
})

test('a keychain that came later leaves nothing of what lay there in plain', async () => {
  await (await store({ isThere: false })).put('a', SECRET)
  db.close()
  expect(isPlain()).toBe(true)
  open()
  expect(await (await store()).get('a')).toBe(SECRET)
  db.close()
  expect(isPlain()).toBe(false)
})

test('what is removed is gone from the file too', async () => {
  await (await store({ isThere: false })).put('a', SECRET)
  db.close()
  open()
  await (await store({ isThere: false })).remove('a')
  db.close()
  expect(isPlain()).toBe(false)
})

test('a keychain that seals nothing is named, and the secret of before stays', async () => {
  await (await store()).put('a', 'the first')
  const locked = await store({ seals: false })
  await expect(locked.put('a', SECRET)).rejects.toMatchObject({ code: 'keychain-refused' })
  expect(await locked.get('a')).toBe('the first')
})
