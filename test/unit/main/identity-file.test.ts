import { createHash, scryptSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIdentityFiles } from '../../../src/main/identity-file.ts'
import { nodeSeal } from '../../../src/main/seal.ts'
import { DESKTOP_SCHEMA } from '../../../src/main/stores/database.ts'
import { fromSeed, publicKeyOf } from '../../../src/main/stores/key-pair.ts'
import { createKeyStore } from '../../../src/main/stores/key-store.ts'
import { createSecretStore } from '../../../src/main/stores/secret-store.ts'
import { openDatabase } from '../../../src/node/sqlite.ts'
import { fromBase64Url, toBase64Url } from '../../../src/shared/identity/base64url.ts'
import type { IdentityFile } from '../../../src/shared/identity/identity-file.ts'
import { ok } from '../../../src/shared/result.ts'
import { alice } from '../../fakes/calls.ts'
import { createKeychain } from '../../fakes/keychain.ts'

const PASSPHRASE = 'a quiet tin can on a string'
const SERVER = 'https://call.example.org'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tincan-identity-'))
  path = join(folder, 'alice.tincan-identity')
  // The real one takes a second each time, which is its purpose.
  vi.spyOn(nodeSeal, 'scrypt').mockImplementation(
    async (passphrase, salt) => new Uint8Array(scryptSync(passphrase, salt, 32, { N: 2 })),
  )
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

interface Computer {
  readonly files: ReturnType<typeof createIdentityFiles>
  readonly publicKey: () => Promise<string>
  readonly adopted: object[]
  readonly dialogs: { readonly defaultPath?: string }[]
  /** The file that the person chooses next; null cancels. */
  chosen: string | null
  isRegistered: boolean
}

/** A computer with a key of its own, over the real database and cryptography. */
async function createComputer(hasKey = true): Promise<Computer> {
  const { db } = openDatabase(':memory:', DESKTOP_SCHEMA, 0)
  const keys = createKeyStore(await createSecretStore(db, createKeychain(), 'linux'))
  if (hasKey) await keys.signer()
  const self: Computer = {
    adopted: [],
    dialogs: [],
    chosen: path,
    isRegistered: hasKey,
    publicKey: async () => (await keys.signer()).publicKey,
    files: createIdentityFiles({
      window: {} as BrowserWindow,
      dialog: {
        showSaveDialog: async (...args: unknown[]) => {
          self.dialogs.push(args.at(-1) as object)
          return { canceled: self.chosen === null, filePath: self.chosen ?? '' }
        },
        showOpenDialog: async () => ({
          canceled: self.chosen === null,
          filePaths: self.chosen === null ? [] : [self.chosen],
        }),
      },
      core: {
        state: async () => ({ account: self.isRegistered ? { name: alice, server: SERVER } : null }) as never,
        adopt: async (who) => {
          self.adopted.push(who)
          return ok(null)
        },
      },
      vault: keys.vault,
    }),
  }
  return self
}

const failure = (code: string): object => ({ ok: false, error: { code } })

/** A file of the first version, made with a key of 32 sevens. */
const KEPT = [
  '{"format":"tincan-identity","version":1,',
  '"kdf":{"name":"scrypt","n":131072,"r":8,"p":1,"salt":"AAECAwQFBgcICQoLDA0ODw"},',
  '"cipher":{"name":"AES-256-GCM","nonce":"AAECAwQFBgcICQoL"},',
  '"sealed":"89WRr4H2vkSgDVUAGZzKr5Z01u0VKybH8plYDwUOwg3G3v4lIX8uGEy-OCzutoJIV_1CFVAbn8mfCoDAOpHA7_flH77n5QS8d1DSPeH6czDJ8x',
  'o4TXUgWEpDgqmXs9g8qdGDKKpLiSwfgPERa0NAVI7sMNGsQUhM",',
  '"check":"KEmTcnwSwa60BqjO"}',
].join('')

test('a file that was made long ago opens', async () => {
  vi.restoreAllMocks()
  writeFileSync(path, KEPT)
  const computer = await createComputer(false)
  await computer.files.choose()
  const publicKey = publicKeyOf(fromSeed(new Uint8Array(32).fill(7)))
  expect(await computer.files.unlock(PASSPHRASE)).toMatchObject(
    ok({ name: alice, server: SERVER, publicKey }),
  )
})

describe('an identity', () => {
  test('moves to another computer, in a file that says nothing and is for this person alone', async () => {
    vi.restoreAllMocks()
    const old = await createComputer()
    expect(await old.files.save(PASSPHRASE)).toEqual(ok('alice.tincan-identity'))
    expect(old.dialogs[0]?.defaultPath).toBe('alice.tincan-identity')
    expect(readdirSync(folder)).toEqual(['alice.tincan-identity'])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
    const text = readFileSync(path, 'utf8')
    for (const secret of ['alice', 'example', await old.publicKey()]) expect(text).not.toContain(secret)

    const next = await createComputer(false)
    expect(await next.files.choose()).toEqual(ok('alice.tincan-identity'))
    expect(await next.files.unlock('another passphrase')).toMatchObject(failure('identity-passphrase-wrong'))
    const publicKey = await old.publicKey()
    expect(await next.files.unlock(PASSPHRASE)).toEqual(
      ok({ name: alice, server: SERVER, publicKey, replaces: 'nothing' }),
    )
    expect(await next.files.take()).toEqual(ok(null))
    expect(next.adopted).toEqual([{ name: alice, server: SERVER }])
    expect(await next.publicKey()).toBe(publicKey)
  })

  test('says before it is taken whether it replaces another one', async () => {
    const old = await createComputer()
    await old.files.save(PASSPHRASE)
    const other = await createComputer()
    const before = await other.publicKey()
    for (const [computer, replaces] of [
      [old, 'same'],
      [other, 'another'],
    ] as const) {
      await computer.files.choose()
      expect(await computer.files.unlock(PASSPHRASE)).toMatchObject(ok({ replaces }))
    }
    expect(await other.publicKey()).toBe(before)
  })
})

test('the steps are taken in their order, and once', async () => {
  const computer = await createComputer()
  await computer.files.save(PASSPHRASE)
  expect(await computer.files.unlock(PASSPHRASE)).toMatchObject(failure('bad-request'))
  await computer.files.choose()
  expect(await computer.files.take()).toMatchObject(failure('bad-request'))
  await computer.files.unlock(PASSPHRASE)
  // Whoever chooses again and changes their mind has chosen nothing.
  computer.chosen = null
  expect(await computer.files.choose()).toEqual(ok(null))
  expect(await computer.files.take()).toMatchObject(failure('bad-request'))
  expect(computer.adopted).toEqual([])
})

test('nothing is written when the person cancels, when there is no account, and where there is no place', async () => {
  const computer = await createComputer()
  computer.chosen = null
  expect(await computer.files.save(PASSPHRASE)).toEqual(ok(null))
  computer.chosen = join(folder, 'no such folder', 'x')
  expect(await computer.files.save(PASSPHRASE)).toMatchObject({
    ok: false,
    error: { code: 'file-unwritable', detail: 'ENOENT' },
  })
  computer.isRegistered = false
  expect(await computer.files.save(PASSPHRASE)).toMatchObject(failure('not-connected'))
  expect(readdirSync(folder)).toEqual([])
})

describe('a file that is chosen', () => {
  let computer: Computer
  let text: string
  beforeEach(async () => {
    computer = await createComputer()
    await computer.files.save(PASSPHRASE)
    text = readFileSync(path, 'utf8')
  })
  const choose = (written: string): Promise<unknown> => {
    writeFileSync(path, written)
    return computer.files.choose()
  }
  const changed = (change: (file: IdentityFile) => object): string =>
    JSON.stringify(change(JSON.parse(text) as IdentityFile))

  test('may have got a line break at its end', async () => {
    expect(await choose(`${text}\r\n`)).toEqual(ok('alice.tincan-identity'))
  })

  test('is refused with its reason', async () => {
    expect(await choose('a letter')).toMatchObject(failure('identity-file-foreign'))
    expect(await choose('x'.repeat(10_000))).toMatchObject(failure('identity-file-foreign'))
    expect(await choose(text.slice(0, -9))).toMatchObject(failure('identity-file-damaged'))
    expect(await choose(changed((file) => ({ ...file, version: 2 })))).toMatchObject(
      failure('identity-file-newer'),
    )
    // What scrypt may cost is bounded before it is done.
    const dear = changed((file) => ({ ...file, kdf: { ...file.kdf, n: 2 ** 30 } }))
    expect(await choose(dear)).toMatchObject(failure('identity-file-damaged'))
    rmSync(path)
    expect(await computer.files.choose()).toMatchObject({
      ok: false,
      error: { code: 'file-unreadable', detail: 'ENOENT' },
    })
  })

  test('is found damaged, whichever letter of it is another', async () => {
    for (let at = 0; at < text.length; at += 7) {
      const letter = text[at] === 'A' ? 'B' : 'A'
      expect(await choose(text.slice(0, at) + letter + text.slice(at + 1))).toMatchObject({ ok: false })
    }
  })

  test('opens for nobody who changes it and makes its check fit', async () => {
    const forged = changed(({ format, version, kdf, cipher, sealed }) => {
      const bytes = fromBase64Url(sealed)
      bytes[0]! ^= 1
      const next = { format, version, kdf, cipher, sealed: toBase64Url(bytes) }
      const hash = createHash('sha512')
        .update(JSON.stringify(Object.values(next)))
        .digest()
      return { ...next, check: toBase64Url(new Uint8Array(hash.subarray(0, 12))) }
    })
    expect(await choose(forged)).toEqual(ok('alice.tincan-identity'))
    expect(await computer.files.unlock(PASSPHRASE)).toMatchObject(failure('identity-passphrase-wrong'))
  })
})
