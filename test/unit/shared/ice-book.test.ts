import { beforeEach, expect, test, vi } from 'vitest'
import { createIceBook, type IceBook } from '../../../src/shared/core/ice-book.ts'
import type { HostWarning } from '../../../src/shared/host.ts'
import { IceServerId } from '../../../src/shared/ids.ts'
import {
  ICE_SECRET_LENGTH,
  ICE_SERVERS_LIMIT,
  ICE_USERNAME_LENGTH,
  type IceServerDraft,
} from '../../../src/shared/model/ice-server.ts'
import { createMemorySecrets } from '../../fakes/memory-secrets.ts'
import { createMemoryStore, type MemoryStore } from '../../fakes/memory-store.ts'

const id = (n: number): IceServerId =>
  IceServerId.parse(`10000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const draft = (n: number, change: Partial<IceServerDraft> = {}): IceServerDraft => ({
  id: id(n),
  uri: `turn:turn${n}.example`,
  username: 'anna',
  enabled: true,
  secret: `secret ${n}`,
  ...change,
})
/** As a person saves a row whose secret stays what it was. */
const keepSecret = (n: number, change: Partial<IceServerDraft> = {}): IceServerDraft => {
  const row = draft(n, change)
  delete row.secret
  return row
}

let data: MemoryStore
let secrets: ReturnType<typeof createMemorySecrets>
let book: IceBook
let told: ReturnType<typeof vi.fn<(warning: HostWarning) => void>>
beforeEach(async () => {
  told = vi.fn<(warning: HostWarning) => void>()
  data = createMemoryStore()
  secrets = createMemorySecrets()
  book = await createIceBook(data, secrets, told)
})

test('the list is in the data, the secrets are not', async () => {
  expect(await book.save([draft(1), draft(2, { uri: 'stun:stun.example', username: '' })])).toMatchObject({
    ok: true,
  })
  expect(JSON.stringify(await data.iceServers())).not.toContain('secret 1')
  expect(book.views.get().map(({ hasSecret }) => hasSecret)).toEqual([true, true])
  expect(JSON.stringify(book.views.get())).not.toContain('secret 1')
})

test('a peer connection gets them in their order, with their secrets, without those that are off', async () => {
  await book.save([
    draft(2),
    draft(1, { enabled: false }),
    draft(3, { uri: 'stun:stun.example', username: '' }),
  ])
  expect(await book.entries()).toEqual([
    {
      urls: ['turn:turn2.example?transport=udp', 'turn:turn2.example?transport=tcp'],
      username: 'anna',
      credential: 'secret 2',
    },
    { urls: ['stun:stun.example'] },
  ])
  expect(await book.entry(id(1))).toMatchObject({ ok: true, value: { credential: 'secret 1' } })
})

test('a secret that is not named stays, an empty one goes, and so does that of a removed row', async () => {
  await book.save([draft(1), draft(2)])
  await book.save([keepSecret(1, { uri: 'turn:other.example' }), draft(2)])
  expect(await book.entry(id(1))).toMatchObject({ value: { credential: 'secret 1' } })
  await book.save([draft(2, { uri: 'stun:stun.example', username: '', secret: '' })])
  expect(secrets.kept.size).toBe(0)
})

test.each([
  ['turn://x', 'slashes'],
  ['turns:x?transport=udp', 'turns-over-udp'],
])('%s is refused with the exact reason, and nothing is changed', async (uri, detail) => {
  await book.save([draft(1)])
  const before = book.views.get()
  expect(await book.save([draft(1), draft(2, { uri })])).toEqual({
    ok: false,
    error: { code: 'ice-server-invalid', detail },
  })
  expect(book.views.get()).toBe(before)
  expect([...secrets.kept.values()]).toEqual(['secret 1'])
})

test('TURN needs a user name and a secret', async () => {
  expect(await book.save([draft(1, { username: '' })])).toMatchObject({
    error: { detail: 'username-missing' },
  })
  expect(await book.save([keepSecret(1)])).toMatchObject({ error: { detail: 'secret-missing' } })
  expect(await book.save([draft(1, { secret: '' })])).toMatchObject({ error: { detail: 'secret-missing' } })
})

test.each([
  [{ uri: '' }, 'empty'],
  [{ uri: `turn:${'a'.repeat(600)}` }, 'too-long'],
  [{ username: 'u'.repeat(ICE_USERNAME_LENGTH + 1) }, 'username-too-long'],
  // It is bytes that count, for which a browser would refuse every connection.
  [{ username: '\u{ac00}'.repeat(170) }, 'username-too-long'],
  [{ secret: 's'.repeat(ICE_SECRET_LENGTH + 1) }, 'secret-too-long'],
])('%# what is too short or too long is refused before a secret is kept', async (change, detail) => {
  expect(await book.save([draft(1), draft(2, change)])).toMatchObject({ error: { detail } })
  expect(secrets.kept.size).toBe(0)
})

test('two rows cannot share an id, and with it a secret', async () => {
  expect(await book.save([draft(1), draft(1)])).toMatchObject({ ok: false, error: { code: 'bad-request' } })
})

test('of two saves at once the later stays whole', async () => {
  await book.save([draft(1), draft(2)])
  await Promise.all([book.save([draft(1)]), book.save([draft(2), draft(3)])])
  expect(book.views.get().map((view) => [view.id, view.hasSecret])).toEqual([
    [id(2), true],
    [id(3), true],
  ])
  expect(await data.iceServers()).toHaveLength(2)
  expect([...secrets.kept.values()].toSorted()).toEqual(['secret 2', 'secret 3'])
})

test('a keychain that does not let go of an old secret does not hide the list that was kept', async () => {
  await book.save([draft(1), draft(2)])
  secrets.remove = () => Promise.reject(new Error('locked'))
  await expect(book.save([draft(2)])).rejects.toThrow('locked')
  expect(book.views.get().map((view) => view.id)).toEqual([id(2)])
})

test('too many rows are refused', async () => {
  const many = Array.from({ length: ICE_SERVERS_LIMIT + 1 }, (_, n) => draft(n))
  expect(await book.save(many)).toMatchObject({ error: { detail: 'too-many' } })
})

test('a full disk loses no row and no secret, changes none, and leaves none behind', async () => {
  await book.save([draft(1)])
  data.isFull = true
  await expect(book.save([draft(1, { secret: 'another' }), draft(2)])).rejects.toThrow('no space left')
  data.isFull = false
  expect([...secrets.kept.values()]).toEqual(['secret 1'])
  const again = await createIceBook(data, secrets, told)
  expect(await again.entries()).toHaveLength(1)
  expect(await again.entry(id(1))).toMatchObject({ value: { credential: 'secret 1' } })
})

test('a server whose secret cannot be read is left out, and the others work', async () => {
  await book.save([draft(1), draft(2)])
  const locked = {
    ...secrets,
    get: (key: string) => (key.endsWith('1') ? Promise.reject(new Error('locked')) : secrets.get(key)),
  }
  const again = await createIceBook(data, locked, told)
  expect((await again.entries()).map(({ credential }) => credential)).toEqual(['secret 2'])
  const error = { code: 'ice-secret-unreadable', detail: 'turn1.example' }
  await again.entries()
  expect(told.mock.calls).toEqual([[{ id: `ice-secret-unreadable:${id(1)}`, error }]])
  expect(await again.entry(id(1))).toEqual({ ok: false, error })
})

test('a stored row that is no URI any more does not reach a peer connection', async () => {
  await data.putIceServers([{ id: id(1), uri: 'turn://old', username: '', enabled: true }])
  const again = await createIceBook(data, secrets, told)
  expect(again.views.get()).toEqual([])
})
