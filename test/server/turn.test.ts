import { createHmac } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isUsernameTooLong } from '../../src/shared/model/ice-server.ts'
import { createVirtualClock, type VirtualClock } from '../fakes/virtual-clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { closeAll, join } from './client.ts'

const SECRET = 'a secret of coturn'
const URLS = ['turn:turn.example.org', 'turns:turn.example.org:443']
const TTL_SECONDS = 600

let clock: VirtualClock
let server: TestServer
let logged: string
beforeEach(async () => {
  clock = createVirtualClock()
  logged = ''
  const stream = new PassThrough().on('data', (chunk) => (logged += String(chunk)))
  server = await startTestServer({
    clock,
    log: pino({ level: 'debug' }, stream),
    turn: { urls: URLS, secret: SECRET, ttlSeconds: TTL_SECONDS },
  })
})
afterEach(async () => {
  closeAll()
  await server.dispose()
})

const passwordOf = (username: string): string => createHmac('sha1', SECRET).update(username).digest('base64')

test('whoever has a name is lent the servers, with credentials of their own that end', async () => {
  const alice = await join(server.origin, { name: 'alice' })
  const { value } = await alice.ask('turn.credentials', {})
  expect(value).toEqual({
    urls: URLS,
    username: `${Math.floor(clock.now() / 1000) + TTL_SECONDS}:alice`,
    credential: passwordOf(value.username),
    ttlSeconds: TTL_SECONDS,
  })
  const bob = await join(server.origin, { name: 'bob' })
  expect((await bob.ask('turn.credentials', {})).value.credential).not.toBe(value.credential)
})

test.each(['김서연', 'José Álvarez', 'a.b-c d', '𠮷'.repeat(32)])(
  'the user name of %s is plain ASCII without a second colon',
  async (name) => {
    const somebody = await join(server.origin, { name })
    const { value } = await somebody.ask('turn.credentials', {})
    expect(value.username).toMatch(/^\d+:[\x21-\x39\x3b-\x7e]+$/)
    expect(decodeURIComponent(value.username.split(':')[1])).toBe(name)
    expect(isUsernameTooLong(value.username)).toBe(false)
    expect(value.credential).toBe(passwordOf(value.username))
  },
)

test('a name gets some at once and then few, whichever connection asks; others are not held up', async () => {
  const alice = await join(server.origin, { name: 'alice' })
  const again = await join(server.origin, { name: 'alice', signer: alice.signer })
  const answers = []
  for (let i = 0; i < 12; i += 1)
    answers.push(await (i % 2 === 0 ? alice : again).ask('turn.credentials', {}))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(10)
  expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'rate-limited' } })
  const bob = await join(server.origin, { name: 'bob' })
  expect(await bob.ask('turn.credentials', {})).toMatchObject({ ok: true })
  clock.advance(10_000)
  expect(await alice.ask('turn.credentials', {})).toMatchObject({ ok: true })
  expect(await alice.ask('turn.credentials', {})).toMatchObject({ ok: false })
})

test('neither the secret nor a credential is in the log', async () => {
  const alice = await join(server.origin, { name: 'alice' })
  const { value } = await alice.ask('turn.credentials', {})
  expect(logged).toContain('alice')
  for (const secret of [SECRET, value.credential]) expect(logged).not.toContain(secret)
})

test('a server without TURN lends none', async () => {
  const plain = await startTestServer()
  const alice = await join(plain.origin, { name: 'alice' })
  expect(await alice.ask('turn.credentials', {})).toEqual({ ok: true, value: null })
  closeAll()
  await plain.dispose()
})
